/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/models.h"

#include "cli/names.h"
#include "store/queries/model-day.h"
#include "store/strategies.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean
tranche_cli_read_past_day (const char *text, TrancheDate *day, GError **error)
{
  TrancheDate today;

  *day = TRANCHE_DATE_NONE;
  if (text == NULL)
    return TRUE;
  if (!tranche_command_parse_date (NULL, &today, error)
      || !tranche_command_parse_date (text, day, error))
    return FALSE;
  if (*day <= today)
    return TRUE;

  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("%s is a day to come"), text);
  return FALSE;
}

TrancheModelContent *
tranche_cli_load_model_on (TrancheDatabase *db,
                           const char *office,
                           TrancheDate day,
                           gint64 *office_id,
                           GError **error)
{
  gint64 model_id;

  *office_id = tranche_command_find_office (db, office, error);
  if (*office_id == 0 || !tranche_strategies_find_model (db, *office_id, &model_id, error))
    return NULL;
  return tranche_model_content_load_on (db, model_id, day, error);
}

TrancheModelContent *
tranche_cli_load_model (TrancheDatabase *db, const char *office, gint64 *office_id, GError **error)
{
  return tranche_cli_load_model_on (db, office, TRANCHE_DATE_NONE, office_id, error);
}

/* (transfer full) (element-type utf8): of the model's segments or benefits */
static GPtrArray *
collect_names (const GPtrArray *records)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < records->len; i++)
    {
      char *name;

      g_object_get (g_ptr_array_index (records, i), "name", &name, NULL);
      g_ptr_array_add (names, name);
    }
  return g_steal_pointer (&names);
}

int
tranche_cli_find_segment (const TrancheModelContent *content, const char *name, GError **error)
{
  int found = tranche_model_content_find_segment (content, name);
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *list = NULL;

  if (found >= 0)
    return found;

  names = collect_names (content->segments);
  list = tranche_names_list (names);
  tranche_names_refuse (error, names, name, _ ("there is no segment “%s” in “%s”; there is %s"),
                        name, content->model->name, list);
  return -1;
}

int
tranche_cli_find_benefit (const TrancheModelContent *content, const char *name, GError **error)
{
  int found = tranche_model_content_find_benefit (content, name);
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *list = NULL;

  if (found >= 0)
    return found;

  names = collect_names (content->benefits);
  if (names->len == 0)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                   _ ("there is no benefit “%s”: “%s” has none"), name, content->model->name);
      return -1;
    }
  list = tranche_names_list (names);
  tranche_names_refuse (error, names, name, _ ("there is no benefit “%s” in “%s”; there is %s"),
                        name, content->model->name, list);
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
                   const TrancheModelContent *content,
                   TrancheCliFind find,
                   char **first,
                   char **second,
                   GError **error)
{
  const char *equals = strchr (text, '=');

  for (const char *at = equals; at != NULL; at = strchr (at + 1, '='))
    {
      g_autofree char *name = g_strndup (text, at - text);

      if (find (content, name) >= 0)
        {
          equals = at;
          break;
        }
    }
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

/* The id of what a record has to be put before to come to @place, from 1: 0 for the end. */
static gint64
find_before (GPtrArray *records, gint64 moving_id, guint64 place)
{
  guint64 seen = 0;

  for (guint i = 0; i < records->len; i++)
    {
      gint64 id = tranche_record_get_id (g_ptr_array_index (records, i));

      if (id != moving_id && ++seen == place)
        return id;
    }
  return 0;
}

gboolean
tranche_cli_move (
    TrancheDatabase *db,
    const TrancheModelContent *content,
    const char *text,
    GPtrArray *records,
    TrancheCliFind find,
    gint64 (*find_id) (const TrancheModelContent *content, const char *name, GError **error),
    gboolean (*move) (TrancheDatabase *db, gint64 id, gint64 before_id, GError **error),
    GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *number = NULL;
  guint64 place;
  gint64 id;

  if (!tranche_cli_split (text, "NAME=1", content, find, &name, &number, error))
    return FALSE;
  id = find_id (content, name, error);
  if (id == 0)
    return FALSE;
  if (!g_ascii_string_to_unsigned (number, 10, 1, records->len, &place, NULL))
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("“%s” isn’t a place from 1 to %u"), number, records->len);
      return FALSE;
    }
  return move (db, id, find_before (records, id, place), error);
}
