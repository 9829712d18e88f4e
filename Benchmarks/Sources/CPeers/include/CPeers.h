void cpeers(void);
