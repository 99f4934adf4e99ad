/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words that invented practices are made of. */
typedef struct
{
  const char *const *words;
  guint n_words;
} TrancheSampleWords;

#define TRANCHE_SAMPLE_WORDS(array) { .words = array, .n_words = G_N_ELEMENTS (array) }

extern const TrancheSampleWords tranche_sample_given_names;
extern const TrancheSampleWords tranche_sample_family_names;
extern const TrancheSampleWords tranche_sample_streets;
extern const TrancheSampleWords tranche_sample_trades;
extern const TrancheSampleWords tranche_sample_places;

G_END_DECLS
