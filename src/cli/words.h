/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "store/queries/segment-of-client.h"

G_BEGIN_DECLS

/*
 * The words for codes on the command line and in JSON, the same in every language. What isn't a
 * word gives NULL, 0 or FALSE.
 */

/* NULL for none */
const char *tranche_driver_to_word (TrancheSegmentDriver driver);

const char *tranche_target_to_word (TrancheStrategyTarget target);
/* @word (nullable): NULL is "individual". On another word it has printed what is wrong. */
gboolean tranche_target_from_word (const char *word, TrancheStrategyTarget *target);

const char *tranche_client_kind_to_word (int kind);
int tranche_client_kind_from_word (const char *word);

G_END_DECLS
