#ifndef OPROEP_CCURL_SHIM_H
#define OPROEP_CCURL_SHIM_H

#include <curl/curl.h>

// CURLVERSION_NOW is a macro for a case of an enumeration.
static inline const char *oproep_curl_version(void) { return curl_version_info(CURLVERSION_NOW)->version; }

// curl_easy_setopt and curl_easy_getinfo take any number of arguments of any type, which Swift cannot call.

static inline CURLcode oproep_curl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

// Also of type curl_off_t: those options have a code of their own (CURLOPTTYPE_OFF_T).
static inline CURLcode oproep_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode oproep_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode oproep_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

typedef size_t (*oproep_curl_reader)(char *buffer, size_t size, size_t count, void *context);
typedef int (*oproep_curl_listener)(CURL *handle, curl_infotype type, char *data, size_t size, void *context);

// Who gives the bytes of a message, and who hears what both sides say.
static inline void oproep_curl_set_callbacks(CURL *handle, oproep_curl_reader reader, oproep_curl_listener listener,
                                             void *context) {
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, reader);
    curl_easy_setopt(handle, CURLOPT_READDATA, context);
    curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, listener);
    curl_easy_setopt(handle, CURLOPT_DEBUGDATA, context);
    curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);
}

#endif
