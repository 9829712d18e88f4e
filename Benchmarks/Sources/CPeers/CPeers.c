#include "CPeers.h"
void cpeers(void){}
