/// Files and pipes that Swift's Glibc module does not show, because they are Linux's own.
#ifndef SEPTET_PACKETS_H
#define SEPTET_PACKETS_H

/// Opens an empty file in memory; -1 when there is none.
int packets_memory_file(void);

/// Opens a pipe whose reads give one write each; 0 when both ends are open.
int packets_pipe(int ends[2]);

#endif
