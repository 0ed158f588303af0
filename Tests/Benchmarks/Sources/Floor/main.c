// The obvious minimum for one letter, COUNT times: compress and check-sum the two members that differ, append the rest
// as ready bytes, write the file under a temporary name and rename it. Nothing is filled in, checked or hashed.

#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct bytes {
    unsigned char *start;
    size_t count;
};

static void fail(const char *what) {
    fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
    exit(1);
}

static struct bytes contents(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) fail(path);
    long count = ftell(file);
    if (count <= 0) fail(path);
    rewind(file);
    unsigned char *start = malloc((size_t)count);
    if (!start || fread(start, 1, (size_t)count, file) != (size_t)count) fail(path);
    fclose(file);
    return (struct bytes){start, (size_t)count};
}

static void write_file(const char *temporary, const char *name, const unsigned char *start, size_t count) {
    int file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0) fail(temporary);
    if (write(file, start, count) != (ssize_t)count) fail(temporary);
    if (close(file) != 0) fail(temporary);
    if (rename(temporary, name) != 0) fail(name);
}

int main(int argc, char **argv) {
    if (argc != 6) {
        fprintf(stderr, "usage: floor CONTENT META BYTES-OF-THE-REST DIRECTORY COUNT\n");
        return 2;
    }
    struct bytes members[] = {contents(argv[1]), contents(argv[2])};
    size_t rest = strtoul(argv[3], NULL, 10);
    long letters = strtol(argv[5], NULL, 10);

    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(6);
    if (!compressor) fail("libdeflate");
    size_t capacity = rest + libdeflate_deflate_compress_bound(compressor, members[0].count) +
                      libdeflate_deflate_compress_bound(compressor, members[1].count);
    unsigned char *package = calloc(capacity, 1);
    if (!package || rest < sizeof(uint32_t[2])) fail("the rest");

    for (long letter = 0; letter < letters; letter++) {
        size_t end = rest;
        for (size_t member = 0; member < 2; member++) {
            const struct bytes *input = &members[member];
            uint32_t checksum = libdeflate_crc32(0, input->start, input->count);
            // Somewhere in the file, so that it is not calculated for nothing.
            memcpy(package + member * sizeof checksum, &checksum, sizeof checksum);
            size_t size =
                libdeflate_deflate_compress(compressor, input->start, input->count, package + end, capacity - end);
            if (size == 0) fail("libdeflate");
            end += size;
        }
        char temporary[4096], name[4096];
        snprintf(temporary, sizeof temporary, "%s/%06ld.part", argv[4], letter);
        snprintf(name, sizeof name, "%s/%06ld.odt", argv[4], letter);
        write_file(temporary, name, package, end);
    }
    return 0;
}
