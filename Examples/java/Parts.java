// Counts a text with libseptet from Java 22 or later, without JNI: the foreign function interface of java.lang.foreign.
//
//     java --enable-native-access=ALL-UNNAMED Parts.java .build/library/lib/libseptet.so.0 "Hello"
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

final class Parts {
    /** The octets of `septet_plan`, and where its members stand in them. */
    private static final int PLAN_OCTETS = 64, ENCODING = 4, UNITS = 8, PARTS = 12, FAULT_OFFSET = 48;

    private final MethodHandle planText;

    Parts(Path library) {
        var symbols = SymbolLookup.libraryLookup(library, Arena.global());
        planText = Linker.nativeLinker().downcallHandle(
            symbols.find("septet_plan_text").orElseThrow(),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS),
            // The call is short and takes arrays of Java as they are.
            Linker.Option.critical(true));
    }

    /** What a text becomes, such as `gsm7, 5 units, 1 parts`; throws for what cannot be sent. */
    String describe(String text) throws Throwable {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        // Of longs, so that the struct is aligned.
        var plan = MemorySegment.ofArray(new long[PLAN_OCTETS / 8]);
        plan.set(JAVA_INT, 0, PLAN_OCTETS);
        int status = (int) planText.invokeExact(
            MemorySegment.NULL, MemorySegment.ofArray(utf8), (long) utf8.length, plan);
        if (status != 0) {
            throw new IllegalArgumentException("status " + status + " at octet " + plan.get(JAVA_LONG, FAULT_OFFSET));
        }
        return (plan.get(JAVA_INT, ENCODING) == 0 ? "gsm7" : "ucs2") + ", " + plan.get(JAVA_INT, UNITS) + " units, "
            + plan.get(JAVA_INT, PARTS) + " parts";
    }

    public static void main(String[] arguments) throws Throwable {
        var parts = new Parts(Path.of(arguments[0]).toAbsolutePath());
        for (int i = 1; i < arguments.length; i++) {
            System.out.println(parts.describe(arguments[i]));
        }
    }
}
