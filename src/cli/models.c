/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/models.h"

#include "store/strategies.h"

#include <glib/gi18n.h>
#include <string.h>

TrancheModelContent *
tranche_cli_load_model (TrancheDatabase *db, const char *office, gint64 *office_id, GError **error)
{
  gint64 model_id;

  *office_id = tranche_command_find_office (db, office, error);
  if (*office_id == 0 || !tranche_strategies_find_model (db, *office_id, &model_id, error))
    return NULL;
  return tranche_model_content_load (db, model_id, error);
}

static void
append_name (GString *names, const char *name)
{
  g_string_append_printf (names, "%s“%s”", names->len > 0 ? ", " : "", name);
}

int
tranche_cli_find_segment (const TrancheModelContent *content, const char *name, GError **error)
{
  int found = tranche_model_content_find_segment (content, name);
  g_autoptr (GString) names = g_string_new (NULL);

  if (found >= 0)
    return found;

  for (guint i = 0; i < content->segments->len; i++)
    append_name (names, tranche_model_content_get_segment (content, i)->name);
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
               _ ("there is no segment “%s” in “%s”; there is %s"), name, content->model->name,
               names->str);
  return -1;
}

int
tranche_cli_find_benefit (const TrancheModelContent *content, const char *name, GError **error)
{
  int found = tranche_model_content_find_benefit (content, name);
  g_autoptr (GString) names = g_string_new (NULL);

  if (found >= 0)
    return found;

  for (guint i = 0; i < content->benefits->len; i++)
    append_name (names, tranche_model_content_get_benefit (content, i)->name);
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
               _ ("there is no benefit “%s” in “%s”; there is %s"), name, content->model->name,
               names->str);
  return -1;
}

gint64
tranche_cli_find_segment_id (const TrancheModelContent *content, const char *name, GError **error)
{
  int found = tranche_cli_find_segment (content, name, error);

  return found >= 0 ? tranche_record_get_id (g_ptr_array_index (content->segments, found)) : 0;
}

gint64
tranche_cli_find_benefit_id (const TrancheModelContent *content, const char *name, GError **error)
{
  int found = tranche_cli_find_benefit (content, name, error);

  return found >= 0 ? tranche_record_get_id (g_ptr_array_index (content->benefits, found)) : 0;
}

gboolean
tranche_cli_split (const char *text,
                   const char *example,
                   char **first,
                   char **second,
                   GError **error)
{
  const char *equals = strchr (text, '=');

  if (equals == NULL || equals == text || equals[1] == '\0')
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("“%s” isn’t two things with “=” between, like %s"), text, example);
      return FALSE;
    }
  *first = g_strndup (text, equals - text);
  *second = g_strdup (equals + 1);
  return TRUE;
}

gboolean
tranche_cli_split_place (const char *text,
                         guint n_places,
                         char **name,
                         guint *place,
                         GError **error)
{
  g_autofree char *number = NULL;
  guint64 value;

  if (!tranche_cli_split (text, "Gold=1", name, &number, error))
    return FALSE;
  if (!g_ascii_string_to_unsigned (number, 10, 1, MAX (n_places, 1), &value, NULL))
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("“%s” isn’t a place from 1 to %u"), number, n_places);
      return FALSE;
    }
  *place = (guint) value;
  return TRUE;
}

gint64
tranche_cli_find_before (GPtrArray *records, gint64 moving_id, guint place)
{
  guint seen = 0;

  for (guint i = 0; i < records->len; i++)
    {
      gint64 id = tranche_record_get_id (g_ptr_array_index (records, i));

      if (id != moving_id && ++seen == place)
        return id;
    }
  return 0;
}
