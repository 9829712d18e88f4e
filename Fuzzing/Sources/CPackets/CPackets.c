#define _GNU_SOURCE
#include "CPackets.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int packets_memory_file(void) {
    return memfd_create("octets", MFD_CLOEXEC);
}

int packets_pipe(int ends[2]) {
    return pipe2(ends, O_DIRECT | O_CLOEXEC);
}
