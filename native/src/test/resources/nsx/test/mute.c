/*
 * A process whose command line cannot be read: its memory is locked for reading by a thread that reads a page of a file system which
 * never delivers it, and for writing by one that waits behind it. Who reads the command line waits behind both.
 *
 *   mute FILE    mounts the file system on the file; says "ready" just before the second thread waits
 */
#include <fcntl.h>
#include <linux/fuse.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

static void *memory;
static int asked[2];

static void answer(int device, const struct fuse_in_header *to, int error, const void *body, unsigned size) {
    char whole[256];
    struct fuse_out_header head = {sizeof head + size, error, to->unique};
    memcpy(whole, &head, sizeof head);
    memcpy(whole + sizeof head, body, size);
    if (write(device, whole, head.len) < 0)
        perror("answer");
}

static void serve(int device) {
    static char request[1 << 17];
    const struct fuse_in_header *head = (void *) request;
    struct fuse_init_out start = {
        .major = FUSE_KERNEL_VERSION, .minor = FUSE_KERNEL_MINOR_VERSION, .max_write = 4096};
    struct fuse_attr_out looks = {
        .attr_valid = 9999, .attr = {.ino = 1, .size = 4096, .mode = S_IFREG | 0644, .nlink = 1}};
    struct fuse_open_out open = {.fh = 1};
    while (read(device, request, sizeof request) > 0) {
        switch (head->opcode) {
            case FUSE_INIT: answer(device, head, 0, &start, sizeof start); break;
            case FUSE_GETATTR: answer(device, head, 0, &looks, sizeof looks); break;
            case FUSE_OPEN: answer(device, head, 0, &open, sizeof open); break;
            case FUSE_READ: close(asked[1]); break;
            case FUSE_FORGET: break;
            default: answer(device, head, -38, "", 0);
        }
    }
}

static void *look(void *nothing) {
    char byte;
    if (pread(open("/proc/self/mem", O_RDONLY), &byte, 1, (off_t) memory) < 0)
        perror("look");
    return nothing;
}

int main(int count, char **arguments) {
    char options[64], byte;
    struct stat looks;
    pthread_t reader;
    long size = sysconf(_SC_PAGESIZE);
    int device = open("/dev/fuse", O_RDWR | O_CLOEXEC);
    snprintf(options, sizeof options, "fd=%d,rootmode=100644,user_id=0,group_id=0", device);
    if (pipe(asked) < 0 || device < 0 || mount("mute", arguments[count - 1], "fuse", 0, options) < 0) {
        perror("mute");
        return 1;
    }
    if (fork() == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        serve(device);
        return 0;
    }
    close(asked[1]);
    close(device);
    stat(arguments[1], &looks);
    memory = mmap(NULL, size, PROT_READ, MAP_PRIVATE, open(arguments[1], O_RDONLY), 0);
    if (memory == MAP_FAILED || pthread_create(&reader, NULL, look, NULL) != 0 || read(asked[0], &byte, 1) != 0) {
        perror("mute");
        return 1;
    }
    puts("ready");
    fflush(stdout);
    mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    pause();
}
