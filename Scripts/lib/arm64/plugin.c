// Counts the instructions an emulated program runs, as a plugin of QEMU 7 and newer; writes them to
// the standard error when it ends. Debian has no header of QEMU's, so what is used is declared here.

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
typedef void BlockFunction(qemu_plugin_id_t id, struct qemu_plugin_tb *block);
typedef void EndFunction(qemu_plugin_id_t id, void *data);

enum { ADD_TO_COUNTER = 0 };

void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id, BlockFunction *function);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
void qemu_plugin_register_vcpu_tb_exec_inline(struct qemu_plugin_tb *block, int what,
                                              void *counter, uint64_t number);
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t id, EndFunction *function, void *data);

int qemu_plugin_version = 1;
int qemu_plugin_install(qemu_plugin_id_t id, const void *info, int argc, char **argv);

static uint64_t instructions;

static void count_block(qemu_plugin_id_t id, struct qemu_plugin_tb *block) {
    (void)id;
    qemu_plugin_register_vcpu_tb_exec_inline(block, ADD_TO_COUNTER, &instructions,
                                             qemu_plugin_tb_n_insns(block));
}

static void say(qemu_plugin_id_t id, void *data) {
    (void)id;
    (void)data;
    fprintf(stderr, "%llu\n", (unsigned long long)instructions);
}

int qemu_plugin_install(qemu_plugin_id_t id, const void *info, int argc, char **argv) {
    (void)info;
    (void)argc;
    (void)argv;
    qemu_plugin_register_vcpu_tb_trans_cb(id, count_block);
    qemu_plugin_register_atexit_cb(id, say, NULL);
    return 0;
}
