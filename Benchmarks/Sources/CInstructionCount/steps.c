#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "CInstructionCount.h"

static int wait_for(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) return -1;
    }
    return status;
}

int64_t instruction_count_by_steps(void) {
    pid_t child = fork();
    if (child < 0) return -1;
    if (child == 0) {
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0) _exit(1);
        raise(SIGSTOP);
        return 0;
    }
    int status = wait_for(child);
    int64_t count = 0;
    while (WIFSTOPPED(status)) {
        // The first stop is the child's own, the others are those of the steps.
        int is_expected = WSTOPSIG(status) == (count == 0 ? SIGSTOP : SIGTRAP);
        if (!is_expected || ptrace(PTRACE_SINGLESTEP, child, NULL, NULL) != 0) {
            kill(child, SIGKILL);
            wait_for(child);
            return -1;
        }
        count++;
        status = wait_for(child);
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? count : -1;
}
