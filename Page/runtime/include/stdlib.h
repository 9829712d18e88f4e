// The declarations of the C library that CSeptetKernels includes, where there is no C library.
#pragma once
char *getenv(const char *name);
