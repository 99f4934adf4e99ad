/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/model-exchange-private.h"

#include "domain/frequency.h"
#include "jobs/csv-reader.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Writing ----------------------------------------------------------------------- */

/* An apostrophe before it makes a spreadsheet show a formula as text; an apostrophe of its own gets
 * another, so that reading gives back what was written. */
static void
append_cell (GString *csv, const char *text)
{
  gboolean guard = tranche_model_is_formula (text) || *text == '\'';

  if (csv->len > 0 && csv->str[csv->len - 1] != '\n')
    g_string_append_c (csv, ',');
  g_string_append_c (csv, '"');
  if (guard)
    g_string_append_c (csv, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
    }
  g_string_append_c (csv, '"');
}

GBytes *
tranche_model_write_csv (const TrancheModelContent *content)
{
  GString *csv = g_string_new (NULL);

  append_cell (csv, _ ("Benefit"));
  append_cell (csv, _ ("Description"));
  append_cell (csv, _ ("Frequency"));
  append_cell (csv, _ ("Kind"));
  append_cell (csv, _ ("Order number"));
  for (guint i = 0; i < content->segments->len; i++)
    if (tranche_model_content_get_segment (content, i)->active)
      append_cell (csv, tranche_model_content_get_segment (content, i)->name);
  g_string_append (csv, "\r\n");

  for (int i = 0; i < N_FIXED_COLUMNS; i++)
    append_cell (csv, "");
  for (guint i = 0; i < content->segments->len; i++)
    if (tranche_model_content_get_segment (content, i)->active)
      append_cell (csv, tranche_model_content_get_segment (content, i)->description);
  g_string_append (csv, "\r\n");

  for (guint row = 0; row < content->benefits->len; row++)
    {
      TrancheBenefit *benefit = tranche_model_content_get_benefit (content, row);
      g_autofree char *order = g_strdup_printf ("%" G_GINT64_FORMAT, benefit->position);

      append_cell (csv, benefit->name);
      append_cell (csv, benefit->description);
      append_cell (csv, tranche_frequency_get_nick ((TrancheFrequency) benefit->frequency));
      append_cell (csv, tranche_model_kind_to_word (benefit->kind));
      append_cell (csv, order);
      for (guint i = 0; i < content->segments->len; i++)
        if (tranche_model_content_get_segment (content, i)->active)
          append_cell (csv, tranche_model_content_get_cell (content, row, i) ? "x" : "");
      g_string_append (csv, "\r\n");
    }

  return g_string_free_to_bytes (csv);
}

/* Reading ----------------------------------------------------------------------- */

typedef struct
{
  TrancheModelContent *content;
  GPtrArray *names; /* of the segments, by column */
  gboolean has_segments;
} Sheet;

/* What export put before it so that it isn't a formula. */
static const char *
unguard (const char *text)
{
  return *text == '\'' && (text[1] == '\'' || tranche_model_is_formula (text + 1)) ? text + 1
                                                                                   : text;
}

static const char *
get_cell (const TrancheCsvRecord *record, guint column)
{
  return column < record->n_fields ? unguard (record->fields[column].text) : "";
}

/* The line below the header: what the segments are. */
static gboolean
read_segments (Sheet *sheet, const TrancheCsvRecord *record, const char *where, GError **error)
{
  for (guint i = 0; i < sheet->names->len; i++)
    {
      g_autoptr (TrancheSegment) segment = tranche_segment_new ();

      g_object_set (segment, "name", unguard (g_ptr_array_index (sheet->names, i)), "description",
                    get_cell (record, N_FIXED_COLUMNS + i), NULL);
      if (!tranche_model_add_segment (sheet->content, segment, where, error))
        return FALSE;
    }

  sheet->has_segments = TRUE;
  return TRUE;
}

static gboolean
read_order (const char *text, gint64 *order, const char *where, GError **error)
{
  *order = 0;
  if (*text == '\0' || g_ascii_string_to_signed (text, 10, 1, G_MAXINT32, order, NULL))
    return TRUE;
  return tranche_model_refuse (error, where, _ ("the order number isn’t a number from 1 on"));
}

static gboolean
read_checks (Sheet *sheet,
             const TrancheCsvRecord *record,
             guint row,
             const char *where,
             GError **error)
{
  for (guint i = 0; i < sheet->names->len; i++)
    {
      const char *text = get_cell (record, N_FIXED_COLUMNS + i);

      if (*text == '\0')
        continue;
      if (g_ascii_strcasecmp (text, "x") != 0)
        {
          g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                       _ ("%s: under “%s” stands neither an x nor nothing"), where,
                       (const char *) g_ptr_array_index (sheet->names, i));
          return FALSE;
        }
      tranche_model_content_set_cell (sheet->content, row, i, TRUE);
    }

  return TRUE;
}

static gboolean
read_record (Sheet *sheet, const TrancheCsvRecord *record, GError **error)
{
  g_autofree char *where = g_strdup_printf (_ ("line %" PRId64), record->line);
  g_autoptr (TrancheBenefit) benefit = tranche_benefit_new ();
  TrancheFrequency frequency;
  gint64 order;
  int kind;

  if (record->flaw != NULL)
    return tranche_model_refuse (error, where, record->flaw);
  if (record->blank)
    return TRUE;
  if (record->n_fields > N_FIXED_COLUMNS + sheet->names->len)
    return tranche_model_refuse (error, where, _ ("there are more cells than columns"));
  if (!sheet->has_segments)
    {
      if (*get_cell (record, COLUMN_NAME) != '\0')
        return tranche_model_refuse (
            error, where, _ ("below the names of the segments their descriptions are missing"));
      return read_segments (sheet, record, where, error);
    }

  kind = tranche_model_kind_from_word (get_cell (record, COLUMN_KIND));
  if (kind == 0)
    return tranche_model_refuse (error, where, _ ("the kind is none of given, core, additional"));
  if (!tranche_frequency_from_text (get_cell (record, COLUMN_FREQUENCY), &frequency, error))
    {
      g_prefix_error (error, "%s: ", where);
      return FALSE;
    }
  if (!read_order (get_cell (record, COLUMN_ORDER), &order, where, error))
    return FALSE;

  g_object_set (benefit, "name", get_cell (record, COLUMN_NAME), "description",
                get_cell (record, COLUMN_DESCRIPTION), "frequency", (int) frequency, "kind", kind,
                "position", order, NULL);
  return tranche_model_add_benefit (sheet->content, benefit, where, error)
         && read_checks (sheet, record, sheet->content->benefits->len - 1, where, error);
}

TrancheModelContent *
tranche_model_parse_csv (GBytes *bytes, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (TrancheCsvReader) reader = tranche_csv_reader_new (stream, 0, NULL, error);
  g_autoptr (TrancheModelContent) content = tranche_model_content_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GError) local_error = NULL;
  const char *const *header;
  TrancheCsvBlock *next;
  Sheet sheet = { content, names, FALSE };

  if (reader == NULL)
    return NULL;

  header = tranche_csv_reader_get_header (reader);
  for (guint i = 0; header[i] != NULL; i++)
    if (i >= N_FIXED_COLUMNS)
      g_ptr_array_add (names, (char *) header[i]);
  if (names->len == 0)
    {
      tranche_model_refuse (
          error, _ ("line 1"),
          _ ("expected the benefits’ name, description, frequency, kind and order number, then "
             "a column a segment"));
      return NULL;
    }

  while ((next = tranche_csv_reader_next_block (reader, NULL, &local_error)) != NULL)
    {
      g_autoptr (TrancheCsvBlock) block = next;
      TrancheCsvRecord record;

      while (tranche_csv_block_next (block, &record))
        if (!read_record (&sheet, &record, error))
          return NULL;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&content);
}
