/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/record.h"

#include "domain/text.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
is_blank (const char *text)
{
  g_autofree char *folded = tranche_text_fold (text);

  return *folded == '\0';
}

/* What is wrong with a value, as a message with one %s for the field's label; NULL if nothing is.
 */
static const char *
find_fault (TrancheRecord *self, const TrancheField *field)
{
  gboolean required = (field->flags & TRANCHE_FIELD_REQUIRED) != 0;
  gboolean bounded = field->maximum > field->minimum;
  gint64 value;

  if (field->kind == TRANCHE_FIELD_KIND_TEXT)
    {
      const char *text = tranche_record_get_text (self, field);

      if (!g_utf8_validate (text, -1, NULL))
        return N_ ("“%s” holds bytes that aren’t text");
      if (strlen (text) > TRANCHE_RECORD_TEXT_MAX)
        return N_ ("“%s” is too long");
      return required && is_blank (text) ? N_ ("“%s” is needed") : NULL;
    }

  value = tranche_record_get_integer (self, field);
  switch (field->kind)
    {
    case TRANCHE_FIELD_KIND_DATE:
      if (value == TRANCHE_DATE_NONE)
        return required ? N_ ("“%s” is needed") : NULL;
      return value < tranche_date_new (1900, 1, 1) || value > tranche_date_new (2999, 12, 31)
                 ? N_ ("“%s” isn’t a date between 1900 and 2999")
                 : NULL;
    case TRANCHE_FIELD_KIND_ID:
      if (value == 0)
        return required ? N_ ("“%s” is needed") : NULL;
      return value < 0 ? N_ ("“%s” is outside its range") : NULL;
    case TRANCHE_FIELD_KIND_COUNT:
      return value < -1 ? N_ ("“%s” can’t be negative") : NULL;
    case TRANCHE_FIELD_KIND_MONEY:
      if (!bounded)
        return value > TRANCHE_MONEY_MAX || value < -TRANCHE_MONEY_MAX ? N_ ("“%s” is too large")
                                                                       : NULL;
      if (value < field->minimum && field->minimum == 0)
        return N_ ("“%s” can’t be negative");
      return value < field->minimum || value > field->maximum ? N_ ("“%s” is too large") : NULL;
    case TRANCHE_FIELD_KIND_CODE:
      if (value == 0 && bounded && field->minimum > 0)
        return N_ ("“%s” is needed");
      G_GNUC_FALLTHROUGH;
    case TRANCHE_FIELD_KIND_INTEGER:
      return bounded && (value < field->minimum || value > field->maximum)
                 ? N_ ("“%s” is outside its range")
                 : NULL;
    case TRANCHE_FIELD_KIND_BOOLEAN:
      return NULL;
    case TRANCHE_FIELD_KIND_TEXT:
    default:
      g_assert_not_reached ();
    }
}

gboolean
tranche_record_validate (TrancheRecord *self, const TrancheField **field, GError **error)
{
  TrancheRecordClass *klass;
  const TrancheField *faulty = NULL;
  gboolean valid;

  g_return_val_if_fail (TRANCHE_IS_RECORD (self), FALSE);

  if (field != NULL)
    *field = NULL;

  klass = TRANCHE_RECORD_GET_CLASS (self);
  if (klass->derive != NULL)
    klass->derive (self);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const char *fault = find_fault (self, &klass->fields[i]);

      if (fault == NULL)
        continue;

      tranche_field_set_error (&klass->fields[i], fault, error);
      if (field != NULL)
        *field = &klass->fields[i];
      return FALSE;
    }

  valid = klass->validate == NULL || klass->validate (self, &faulty, error);
  if (!valid && field != NULL)
    *field = faulty;
  return valid;
}

void
tranche_field_set_error (const TrancheField *field, const char *message, GError **error)
{
  g_autoptr (GString) text = NULL;

  g_return_if_fail (field != NULL && message != NULL);

  text = g_string_new (_ (message));
  g_string_replace (text, "%s", _ (field->label), 1);
  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, text->str);
}
