#!/usr/bin/env python3
"""Plays a child of `peers`: peer.py LIBRARY ITEM FILE.

LIBRARY is smsutil or gsm0338; ITEM is count, encode or decode. FILE has a message on each line:
text in UTF-8, or for decode the octets in hex, one septet in each. Says `ready ANSWER`; then for
each number of passes on standard input the nanoseconds of processor time they took.
"""
import sys
import time


def counted(split, texts):
    units = parts = 0
    for text in texts:
        result = split(text)
        units += result.total_bytes if result.encoding == "gsm0338" else result.total_bytes // 2
        parts += len(result.parts)
    return units + parts * 1_000_003


def work(library, item, lines):
    """A function that makes one pass and gives its answer."""
    if library == "smsutil":
        import smsutil

        encode = smsutil.encode
        decode = smsutil.decode
    else:
        import gsm0338

        codec = gsm0338.Codec()

        def encode(text):
            return codec.encode(text)[0]

        def decode(octets):
            return codec.decode(octets)[0]

    if item == "count":
        return lambda: counted(smsutil.split, lines)
    if item == "encode":
        return lambda: sum(len(encode(text)) for text in lines)
    fields = [bytes.fromhex(line) for line in lines]
    return lambda: sum(len(decode(field)) for field in fields)


def main():
    library, item, path = sys.argv[1:]
    with open(path, encoding="utf-8", newline="\n") as file:
        lines = file.read().splitlines() if item == "decode" else file.read().split("\n")[:-1]
    one_pass = work(library, item, lines)
    print("ready", one_pass(), flush=True)
    for line in sys.stdin:
        start = time.thread_time_ns()
        for _ in range(int(line)):
            one_pass()
        print(time.thread_time_ns() - start, flush=True)


if __name__ == "__main__":
    main()
