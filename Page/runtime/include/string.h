// See stdlib.h.
#pragma once
int strcmp(const char *left, const char *right);
