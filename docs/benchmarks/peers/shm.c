/* 1 MiB of shared memory, written or read: attached, copied, detached.
 *   shm write VALUE      once, for a process of its own
 *   shm read
 *   shm warm TIMES       both so often in one process: lines of "WHAT NANOSECONDS" */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <time.h>

#define SIZE (1 << 20)

static void copy(char *content, int write) {
    int id = shmget(0x4321, SIZE, 0666 | IPC_CREAT);
    char *memory = shmat(id, NULL, 0);
    if (memory == (void *)-1) {
        perror("shmat");
        exit(1);
    }
    memcpy(write ? memory : content, write ? content : memory, SIZE);
    shmdt(memory);
}

static void timed(const char *what, char *content, int write, int times) {
    for (int i = 0; i < times; i++) {
        struct timespec start, end;
        memset(content, i, SIZE);
        clock_gettime(CLOCK_MONOTONIC, &start);
        copy(content, write);
        clock_gettime(CLOCK_MONOTONIC, &end);
        printf("%s %ld\n", what, (end.tv_sec - start.tv_sec) * 1000000000L + end.tv_nsec - start.tv_nsec);
    }
}

int main(int count, char **arguments) {
    char *content = malloc(SIZE);
    int value = count > 2 ? atoi(arguments[2]) : 0;
    memset(content, value, SIZE);
    if (strcmp(arguments[1], "warm") == 0) {
        timed("write", content, 1, value);
        timed("read", content, 0, value);
    } else {
        copy(content, strcmp(arguments[1], "write") == 0);
    }
    return 0;
}
