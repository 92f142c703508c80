#ifndef KBTRIAGE_CARCHIVE_SHIM_H
#define KBTRIAGE_CARCHIVE_SHIM_H

/* The part of libarchive 3 (soname 13) that is used, as types of functions. The library is opened when the first
   archive is read (docs/decisions/0006-libarchive.md), so nothing here is linked. Where the library's own header is
   installed, the compiler holds every type against it. */

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct archive;
struct archive_entry;

typedef struct archive *_Nullable (*kbt_archive_new)(void);
typedef int (*kbt_archive_act)(struct archive *_Nonnull);
typedef int (*kbt_archive_open_memory)(struct archive *_Nonnull, const void *_Nullable, size_t);
typedef int (*kbt_archive_next_header)(struct archive *_Nonnull, struct archive_entry *_Nullable *_Nonnull);
typedef int (*kbt_archive_data_block)(
    struct archive *_Nonnull, const void *_Nullable *_Nonnull, size_t *_Nonnull, int64_t *_Nonnull);
typedef const char *_Nullable (*kbt_archive_text)(struct archive *_Nonnull);
typedef const char *_Nullable (*kbt_entry_text)(struct archive_entry *_Nonnull);
typedef int64_t (*kbt_entry_size)(struct archive_entry *_Nonnull);
typedef int (*kbt_entry_flag)(struct archive_entry *_Nonnull);
typedef mode_t (*kbt_entry_mode)(struct archive_entry *_Nonnull);

/* Values of archive.h and archive_entry.h. */
enum {
    KBT_ARCHIVE_EOF = 1,
    KBT_ARCHIVE_OK = 0,
    KBT_ARCHIVE_WARN = -20,
};

#if __has_include(<archive.h>) && __has_include(<archive_entry.h>)
#include <archive.h>
#include <archive_entry.h>
#define KBT_SAME(function, type) \
    _Static_assert(__builtin_types_compatible_p(__typeof__(&function), type), #function " has another type")
KBT_SAME(archive_read_new, kbt_archive_new);
KBT_SAME(archive_read_free, kbt_archive_act);
KBT_SAME(archive_read_support_filter_gzip, kbt_archive_act);
KBT_SAME(archive_read_support_filter_xz, kbt_archive_act);
KBT_SAME(archive_read_support_filter_bzip2, kbt_archive_act);
KBT_SAME(archive_read_support_format_zip, kbt_archive_act);
KBT_SAME(archive_read_support_format_tar, kbt_archive_act);
KBT_SAME(archive_read_support_format_raw, kbt_archive_act);
KBT_SAME(archive_read_open_memory, kbt_archive_open_memory);
KBT_SAME(archive_read_next_header, kbt_archive_next_header);
KBT_SAME(archive_read_data_block, kbt_archive_data_block);
KBT_SAME(archive_error_string, kbt_archive_text);
KBT_SAME(archive_entry_pathname, kbt_entry_text);
KBT_SAME(archive_entry_pathname_utf8, kbt_entry_text);
KBT_SAME(archive_entry_hardlink, kbt_entry_text);
KBT_SAME(archive_entry_size, kbt_entry_size);
KBT_SAME(archive_entry_size_is_set, kbt_entry_flag);
KBT_SAME(archive_entry_is_encrypted, kbt_entry_flag);
KBT_SAME(archive_entry_filetype, kbt_entry_mode);
_Static_assert(ARCHIVE_EOF == KBT_ARCHIVE_EOF && ARCHIVE_OK == KBT_ARCHIVE_OK && ARCHIVE_WARN == KBT_ARCHIVE_WARN, "");
_Static_assert(AE_IFREG == 0100000 && AE_IFDIR == 0040000 && AE_IFLNK == 0120000, "");
#undef KBT_SAME
#endif

#endif
