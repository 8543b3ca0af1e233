/* xz -dc: what the one file is unpacked with, for the smallest systems have no xz. */

#include <lzma.h>
#include <stdio.h>

static uint8_t taken[1 << 16], given[1 << 16];

int main(int count, char **words) {
    (void)words;
    if (count > 1) /* whether this system runs it at all */
        return 0;
    lzma_stream stream = LZMA_STREAM_INIT;
    if (lzma_stream_decoder(&stream, UINT64_MAX, 0) != LZMA_OK)
        return 1;
    lzma_ret said = LZMA_OK;
    while (said == LZMA_OK) {
        if (stream.avail_in == 0) {
            stream.next_in = taken;
            stream.avail_in = fread(taken, 1, sizeof taken, stdin);
        }
        stream.next_out = given;
        stream.avail_out = sizeof given;
        said = lzma_code(&stream, feof(stdin) ? LZMA_FINISH : LZMA_RUN);
        size_t made = sizeof given - stream.avail_out;
        if (fwrite(given, 1, made, stdout) != made)
            return 1;
    }
    return said != LZMA_STREAM_END || fflush(stdout) != 0;
}
