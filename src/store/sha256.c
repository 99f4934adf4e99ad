/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sha256.h"

#include <string.h>

#define BLOCK_SIZE 64

static const guint32 first_state[8] = {
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

static const guint32 round_constants[64] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/* The state is kept as the instructions want it: A B E F in one register, C D G H in the other. */
__attribute__ ((target ("sha,sse4.1,ssse3"))) static void
compress_blocks (__m128i state[2], const guint8 *data, gsize n_blocks)
{
  const __m128i swap = _mm_set_epi64x (0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);

  for (; n_blocks > 0; n_blocks--, data += BLOCK_SIZE)
    {
      __m128i abef = state[0];
      __m128i cdgh = state[1];
      __m128i words[16];

      for (guint i = 0; i < 16; i++)
        {
          __m128i sum;

          if (i < 4)
            {
              words[i] = _mm_loadu_si128 ((const __m128i *) (gconstpointer) (data + 16 * i));
              words[i] = _mm_shuffle_epi8 (words[i], swap);
            }
          else
            {
              words[i] = _mm_sha256msg1_epu32 (words[i - 4], words[i - 3]);
              words[i] = _mm_add_epi32 (words[i], _mm_alignr_epi8 (words[i - 1], words[i - 2], 4));
              words[i] = _mm_sha256msg2_epu32 (words[i], words[i - 1]);
            }
          sum = _mm_add_epi32 (
              words[i],
              _mm_loadu_si128 ((const __m128i *) (gconstpointer) (round_constants + 4 * i)));
          cdgh = _mm_sha256rnds2_epu32 (cdgh, abef, sum);
          abef = _mm_sha256rnds2_epu32 (abef, cdgh, _mm_shuffle_epi32 (sum, 0x0e));
        }
      state[0] = _mm_add_epi32 (state[0], abef);
      state[1] = _mm_add_epi32 (state[1], cdgh);
    }
}

static gboolean
has_instructions (void)
{
  return __builtin_cpu_supports ("sha") && __builtin_cpu_supports ("sse4.1");
}

__attribute__ ((target ("sha,sse4.1,ssse3"))) static void
compress (guint32 words[8], const guint8 *data, gsize n_blocks)
{
  __m128i low = _mm_loadu_si128 ((const __m128i *) (gconstpointer) words);
  __m128i high = _mm_loadu_si128 ((const __m128i *) (gconstpointer) (words + 4));
  __m128i state[2];

  low = _mm_shuffle_epi32 (low, 0xb1);
  high = _mm_shuffle_epi32 (high, 0x1b);
  state[0] = _mm_alignr_epi8 (low, high, 8);
  state[1] = _mm_blend_epi16 (high, low, 0xf0);

  compress_blocks (state, data, n_blocks);

  low = _mm_shuffle_epi32 (state[0], 0x1b);
  high = _mm_shuffle_epi32 (state[1], 0xb1);
  _mm_storeu_si128 ((__m128i *) (gpointer) words, _mm_blend_epi16 (low, high, 0xf0));
  _mm_storeu_si128 ((__m128i *) (gpointer) (words + 4), _mm_alignr_epi8 (high, low, 8));
}

#else

static gboolean
has_instructions (void)
{
  return FALSE;
}

static void
compress (guint32 words[8] G_GNUC_UNUSED,
          const guint8 *data G_GNUC_UNUSED,
          gsize n_blocks G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

#endif

void
tranche_sha256_begin (TrancheSha256 *self)
{
  memset (self, 0, sizeof *self);
  memcpy (self->state, first_state, sizeof self->state);
  if (!has_instructions ())
    self->portable = g_checksum_new (G_CHECKSUM_SHA256);
}

void
tranche_sha256_update (TrancheSha256 *self, const guint8 *data, gsize size)
{
  gsize used = self->size % BLOCK_SIZE;

  if (self->portable != NULL)
    {
      g_checksum_update (self->portable, data, (gssize) size);
      return;
    }

  self->size += size;
  if (used > 0)
    {
      gsize n = MIN (size, BLOCK_SIZE - used);

      memcpy (self->rest + used, data, n);
      data += n;
      size -= n;
      if (used + n < BLOCK_SIZE)
        return;
      compress (self->state, self->rest, 1);
    }
  compress (self->state, data, size / BLOCK_SIZE);
  memcpy (self->rest, data + size / BLOCK_SIZE * BLOCK_SIZE, size % BLOCK_SIZE);
}

void
tranche_sha256_end (TrancheSha256 *self, guint8 digest[TRANCHE_SHA256_SIZE])
{
  guint8 tail[2 * BLOCK_SIZE] = { 0 };
  gsize used = self->size % BLOCK_SIZE;
  gsize n_tail = used + 9 <= BLOCK_SIZE ? 1 : 2;
  guint64 n_bits = GUINT64_TO_BE (self->size * 8);

  if (self->portable != NULL)
    {
      gsize digest_size = TRANCHE_SHA256_SIZE;

      g_checksum_get_digest (self->portable, digest, &digest_size);
      g_clear_pointer (&self->portable, g_checksum_free);
      return;
    }

  /* A one bit, zeros, and the length in bits at the end of the last block. */
  memcpy (tail, self->rest, used);
  tail[used] = 0x80;
  memcpy (tail + n_tail * BLOCK_SIZE - 8, &n_bits, 8);
  compress (self->state, tail, n_tail);
  for (guint i = 0; i < G_N_ELEMENTS (self->state); i++)
    self->state[i] = GUINT32_TO_BE (self->state[i]);
  memcpy (digest, self->state, TRANCHE_SHA256_SIZE);
}

void
tranche_sha256 (const guint8 *data, gsize size, guint8 digest[TRANCHE_SHA256_SIZE])
{
  TrancheSha256 self;

  tranche_sha256_begin (&self);
  tranche_sha256_update (&self, data, size);
  tranche_sha256_end (&self, digest);
}
