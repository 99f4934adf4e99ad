/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/entity-private.h"

#include "domain/text.h"
#include "domain/words.h"

#include <glib/gi18n.h>

gboolean
tranche_entity_refuse (TrancheRecord *record,
                       const char *field_name,
                       const char *message,
                       const TrancheField **field,
                       GError **error)
{
  *field = tranche_record_find_field (record, field_name);
  tranche_field_set_error (*field, message, error);
  return FALSE;
}

gboolean
tranche_entity_check_period (TrancheRecord *record,
                             const char *start_name,
                             const char *end_name,
                             const TrancheField **field,
                             GError **error)
{
  gint64 start
      = tranche_record_get_integer (record, tranche_record_find_field (record, start_name));
  gint64 end = tranche_record_get_integer (record, tranche_record_find_field (record, end_name));

  if (start == TRANCHE_DATE_NONE || end == TRANCHE_DATE_NONE || end >= start)
    return TRUE;

  return tranche_entity_refuse (record, end_name, N_ ("“%s” is before the start"), field, error);
}

gboolean
tranche_entity_check_words (TrancheRecord *record, const TrancheField **field, GError **error)
{
  static const struct
  {
    const char *field_name;
    const char *(*find_fault) (const char *text);
  } rules[] = {
    { "name", tranche_words_find_name_fault },
    { "description", tranche_words_find_description_fault },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const TrancheField *found = tranche_record_find_field (record, rules[i].field_name);
      const char *fault
          = found != NULL ? rules[i].find_fault (tranche_record_get_text (record, found)) : NULL;

      if (fault != NULL)
        return tranche_entity_refuse (record, rules[i].field_name, fault, field, error);
    }

  return TRUE;
}

gboolean
tranche_entity_is_blank (const char *text)
{
  g_autofree char *folded = tranche_text_fold (text);

  return *folded == '\0';
}

char *
tranche_entity_join (const char *first, const char *second)
{
  if (*first == '\0' || *second == '\0')
    return g_strconcat (first, second, NULL);

  return g_strconcat (first, " ", second, NULL);
}
