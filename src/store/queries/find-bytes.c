/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/find-bytes.h"

#include <string.h>

#ifdef __SSE2__

#include <emmintrin.h>

#define BLOCK_SIZE sizeof (__m128i)

static inline __m128i
load_block (const char *text)
{
  return _mm_loadu_si128 ((const __m128i *) (gconstpointer) text);
}

/* Sixteen places at once: those where the first and the last byte are right. @rest (out): where
 * there is too little left for that. */
static const char *
find_in_blocks (const char *text, gsize length, const char *bytes, gsize n_bytes, const char **rest)
{
  const __m128i first = _mm_set1_epi8 (bytes[0]);
  const __m128i last = _mm_set1_epi8 (bytes[n_bytes - 1]);
  const char *iter = text;

  for (; length >= BLOCK_SIZE + n_bytes - 1; iter += BLOCK_SIZE, length -= BLOCK_SIZE)
    {
      guint places = (guint) _mm_movemask_epi8 (
          _mm_and_si128 (_mm_cmpeq_epi8 (load_block (iter), first),
                         _mm_cmpeq_epi8 (load_block (iter + n_bytes - 1), last)));

      for (; places != 0; places &= places - 1)
        {
          const char *place = iter + __builtin_ctz (places);

          if (memcmp (place + 1, bytes + 1, n_bytes - 2) == 0)
            return place;
        }
    }

  *rest = iter;
  return NULL;
}

#else

static const char *
find_in_blocks (const char *text, gsize length, const char *bytes, gsize n_bytes, const char **rest)
{
  *rest = text;
  return NULL;
}

#endif

const char *
tranche_find_bytes (const char *text, gsize length, const char *bytes, gsize n_bytes)
{
  const char *rest = text;
  const char *found;

  if (n_bytes == 0)
    return text;
  if (n_bytes == 1)
    return memchr (text, bytes[0], length);

  found = find_in_blocks (text, length, bytes, n_bytes, &rest);
  return found != NULL ? found : memmem (rest, length - (rest - text), bytes, n_bytes);
}
