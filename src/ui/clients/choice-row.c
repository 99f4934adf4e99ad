/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/choice-row.h"

#include "store/queries/practice-context.h"

#define IDS_KEY "tranche-choice-ids"

static GArray *
ensure_ids (AdwComboRow *row)
{
  GArray *ids = g_object_get_data (G_OBJECT (row), IDS_KEY);
  g_autoptr (GtkStringList) names = NULL;

  if (ids != NULL)
    return ids;

  names = gtk_string_list_new (NULL);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_object_set_data_full (G_OBJECT (row), IDS_KEY, ids, (GDestroyNotify) g_array_unref);
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  return ids;
}

void
tranche_choice_row_add (AdwComboRow *row, gint64 id, const char *name)
{
  GArray *ids;

  g_return_if_fail (ADW_IS_COMBO_ROW (row));
  g_return_if_fail (name != NULL);

  /* The id first: that the first name is chosen is told at once. */
  ids = ensure_ids (row);
  g_array_append_val (ids, id);
  gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (row)), name);
}

void
tranche_choice_row_fill (AdwComboRow *row, const char *none, GPtrArray *list)
{
  g_return_if_fail (list != NULL);

  if (none != NULL)
    tranche_choice_row_add (row, 0, none);
  for (guint i = 0; i < list->len; i++)
    {
      const TrancheNamedId *named = g_ptr_array_index (list, i);

      tranche_choice_row_add (row, named->id, named->name);
    }
}

void
tranche_choice_row_set_id (AdwComboRow *row, gint64 id)
{
  GArray *ids;

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  ids = ensure_ids (row);
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      adw_combo_row_set_selected (row, i);
}

gint64
tranche_choice_row_get_id (AdwComboRow *row)
{
  GArray *ids;
  guint selected;

  g_return_val_if_fail (ADW_IS_COMBO_ROW (row), 0);

  ids = ensure_ids (row);
  selected = adw_combo_row_get_selected (row);
  return selected < ids->len ? g_array_index (ids, gint64, selected) : 0;
}
