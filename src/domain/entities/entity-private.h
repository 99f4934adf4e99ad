/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

/* For the entities' rules beyond their field tables. */

/* Always FALSE, with INVALID; @message is untranslated and may hold one %s for the field's label.
 */
gboolean tranche_entity_refuse (TrancheRecord *record,
                                const char *field_name,
                                const char *message,
                                const TrancheField **field,
                                GError **error);

/* Refuses an end before the start; either may be open. */
gboolean tranche_entity_check_period (TrancheRecord *record,
                                      const char *start_name,
                                      const char *end_name,
                                      const TrancheField **field,
                                      GError **error);

/* Refuses a “name” or a “description” that domain/words.h finds fault with; an entity may
 * have neither. */
gboolean
tranche_entity_check_words (TrancheRecord *record, const TrancheField **field, GError **error);

gboolean tranche_entity_is_blank (const char *text);

/* (transfer full): both with a blank between, or the one that isn't empty */
char *tranche_entity_join (const char *first, const char *second);

G_END_DECLS
