/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/import-columns.h"

#include <glib/gi18n.h>

#include "domain/error.h"

/* Headings that the message names, and how much of each. */
#define NAMED_COLUMNS 20
#define NAME_LENGTH 40

static const char *const client_names[]
    = { "client ref", "client reference", "client number", "client id", "client no",
        "client",     "customer ref",     "customer id",   "customer",  NULL };
static const char *const date_names[]
    = { "statement date", "date", "payment date", "date paid", "month", NULL };
static const char *const amount_names[]
    = { "amount", "total", "revenue", "net amount", "payment", NULL };
static const char *const reference_names[]
    = { "reference", "ref", "description", "details", "note", NULL };
static const char *const name_names[] = { "client name", "customer name", "name", NULL };

/* The headings as a message may show them: the file may be of any kind and length. */
static char *
describe_header (TrancheCsvReader *reader)
{
  const char *const *header = tranche_csv_reader_get_header (reader);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; header[i] != NULL && i < NAMED_COLUMNS; i++)
    {
      const char *c = header[i];

      g_string_append (text, i > 0 ? ", “" : "“");
      for (guint n = 0; *c != '\0' && n < NAME_LENGTH; n++, c = g_utf8_next_char (c))
        g_string_append_unichar (text, g_unichar_isprint (g_utf8_get_char (c)) ? g_utf8_get_char (c)
                                                                               : 0xfffd);
      g_string_append (text, *c != '\0' ? "…”" : "”");
      if (i + 1 == NAMED_COLUMNS && header[i + 1] != NULL)
        g_string_append (text, "…");
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* The column that was named, or one of the usual names; -1 with an error if there is none. */
static int
find_column (TrancheCsvReader *reader,
             const char *named,
             const char *const *usual_names,
             const char *question,
             GError **error)
{
  g_autofree char *header = NULL;
  int column = -1;

  if (named != NULL && *named != '\0')
    column = tranche_csv_reader_find_column (reader, named);
  else
    for (guint i = 0; column < 0 && usual_names[i] != NULL; i++)
      column = tranche_csv_reader_find_column (reader, usual_names[i]);
  if (column >= 0)
    return column;

  header = describe_header (reader);
  if (named != NULL && *named != '\0')
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                 _ ("There is no column “%s”; the file has %s"), named, header);
  else
    /* Translators: a question, and a list of columns */
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("%s The file has %s"), question,
                 header);
  return -1;
}

static int
find_optional_column (TrancheCsvReader *reader,
                      const char *named,
                      const char *const *usual_names,
                      GError **error)
{
  if (named != NULL && *named != '\0')
    return find_column (reader, named, usual_names, "", error);

  return find_column (reader, NULL, usual_names, "", NULL);
}

gboolean
tranche_import_columns_map (TrancheImportColumns *columns,
                            const TrancheStatementImport *import,
                            TrancheCsvReader *reader,
                            GError **error)
{
  g_autoptr (GError) local_error = NULL;

  columns->client = find_column (reader, import->client_column, client_names,
                                 _ ("Which column has the client reference?"), error);
  if (columns->client < 0)
    return FALSE;
  columns->date = find_column (reader, import->date_column, date_names,
                               _ ("Which column has the date?"), error);
  if (columns->date < 0)
    return FALSE;
  columns->amount = find_column (reader, import->amount_column, amount_names,
                                 _ ("Which column has the amount?"), error);
  if (columns->amount < 0)
    return FALSE;

  columns->reference
      = find_optional_column (reader, import->reference_column, reference_names, &local_error);
  if (local_error == NULL)
    columns->name = find_optional_column (reader, import->name_column, name_names, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}
