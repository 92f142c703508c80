/* Opens, reads and closes every file of a folder, and does nothing with it: the floor of whatever looks at all of them.
 *   cc -O2 -o open-read-close open-read-close.c && ./open-read-close DIR
 * Folders are read with readdir, files opened by their name in the open folder and read once into one buffer.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char buffer[1 << 20];
static long files, bytes;

static void walk(int folder) {
    DIR *stream = fdopendir(folder);
    if (!stream) return;
    struct dirent *entry;
    while ((entry = readdir(stream))) {
        if (entry->d_name[0] == '.') continue;
        if (entry->d_type == DT_DIR) {
            int inner = openat(dirfd(stream), entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
            if (inner >= 0) walk(inner);
        } else if (entry->d_type == DT_REG) {
            int file = openat(dirfd(stream), entry->d_name, O_RDONLY | O_CLOEXEC);
            if (file < 0) continue;
            ssize_t got = read(file, buffer, sizeof buffer);
            if (got > 0) bytes += got;
            files++;
            close(file);
        }
    }
    closedir(stream);
}

int main(int count, char **words) {
    for (int i = 1; i < count; i++) {
        int folder = open(words[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (folder >= 0) walk(folder);
    }
    printf("%ld files, %ld bytes\n", files, bytes);
    return 0;
}
