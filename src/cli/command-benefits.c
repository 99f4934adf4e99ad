/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/model-editor.h"
#include "domain/frequency.h"
#include "jobs/model-exchange.h"
#include "store/actions/benefits.h"

#include <glib/gi18n.h>

/* What no order number can be. */
#define ORDER_NOT_GIVEN G_MININT

/* With --add and --edit */
typedef struct
{
  TrancheCliWords words;
  char *frequency;
  char *kind;
  int order;
} Details;

static void
details_clear (Details *details)
{
  tranche_cli_words_clear (&details->words);
  g_free (details->frequency);
  g_free (details->kind);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Details, details_clear)

/* What was given on the command line goes into the benefit. */
static gboolean
fill (TrancheBenefit *benefit, const Details *details, GError **error)
{
  tranche_cli_words_fill (&details->words, benefit);
  if (details->order != ORDER_NOT_GIVEN)
    g_object_set (benefit, "position", (gint64) details->order, NULL);
  if (details->frequency != NULL)
    {
      TrancheFrequency frequency;

      if (!tranche_frequency_from_text (details->frequency, &frequency, error))
        return FALSE;
      g_object_set (benefit, "frequency", (int) frequency, NULL);
    }
  if (details->kind != NULL)
    {
      int kind = tranche_model_kind_from_word (details->kind);

      if (kind == 0)
        {
          g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                       _ ("the kind is given, core or additional, not “%s”"), details->kind);
          return FALSE;
        }
      g_object_set (benefit, "kind", kind, NULL);
    }
  return TRUE;
}

static gboolean
add (const TrancheCliEdit *request, GError **error)
{
  g_autoptr (TrancheBenefit) benefit = tranche_benefit_new ();

  g_object_set (benefit, "model-id",
                tranche_record_get_id (TRANCHE_RECORD (request->content->model)), "name",
                request->value, NULL);
  return fill (benefit, request->details, error)
         && tranche_benefits_add (request->db, benefit, error);
}

static gboolean
edit (const TrancheCliEdit *request, GError **error)
{
  int found = tranche_cli_find_benefit (request->content, request->value, error);
  TrancheBenefit *benefit
      = found >= 0 ? tranche_model_content_get_benefit (request->content, (guint) found) : NULL;

  return benefit != NULL && fill (benefit, request->details, error)
         && tranche_benefits_edit (request->db, benefit, error);
}

static gboolean
move (const TrancheCliEdit *request, GError **error)
{
  return tranche_cli_move (request->db, request->content, request->value,
                           request->content->benefits, tranche_model_content_find_benefit,
                           tranche_cli_find_benefit_id, tranche_benefits_move, error);
}

static gboolean
remove_one (const TrancheCliEdit *request, GError **error)
{
  gint64 id = tranche_cli_find_benefit_id (request->content, request->value, error);

  return id != 0 && tranche_benefits_remove (request->db, id, error);
}

static const TrancheCliAction actions[] = {
  { "add", N_ ("Add a benefit"), N_ ("NAME"), add },
  { "edit", N_ ("Change a benefit"), N_ ("NAME"), edit },
  { "move", N_ ("Move it to a place; the others make room"), N_ ("NAME=PLACE"), move },
  { "remove", N_ ("Remove a benefit; agreements keep it"), N_ ("NAME"), remove_one },
  { NULL, NULL, NULL, NULL },
};

/* What goes together, and what doesn't; NULL if it does. */
static const char *
find_misuse (const TrancheCliAction *action, gconstpointer data)
{
  const Details *details = data;
  gboolean adds = tranche_cli_action_is (action, "add");
  gboolean edits = tranche_cli_action_is (action, "edit");
  gboolean given = details->words.description != NULL || details->frequency != NULL
                   || details->kind != NULL || details->order != ORDER_NOT_GIVEN;

  if (adds && details->frequency == NULL)
    return _ ("a new benefit needs --frequency");
  if (edits && details->words.name == NULL && !given)
    return _ ("--edit needs --name, --description, --frequency, --kind or --order");
  if (details->words.name != NULL && !edits)
    return _ ("--name goes with --edit");
  if (given && !adds && !edits)
    return _ ("--description, --frequency, --kind and --order go with --add or --edit");
  if (details->order != ORDER_NOT_GIVEN && details->order < 1)
    return _ ("the order number counts from 1");
  return NULL;
}

static void
add_row (const TrancheModelContent *content, guint index, JsonBuilder *builder, TrancheTable *table)
{
  TrancheBenefit *benefit = tranche_model_content_get_benefit (content, index);
  TrancheFrequency frequency = (TrancheFrequency) benefit->frequency;
  guint n = tranche_model_content_count_segments (content, index, TRANCHE_SEGMENTS_ACTIVE);
  g_autofree char *order = g_strdup_printf ("%" G_GINT64_FORMAT, benefit->position);
  g_autofree char *segments = g_strdup_printf ("%u", n);

  tranche_json_add_integer (builder, "order", benefit->position);
  tranche_json_add_text (builder, "name", benefit->name);
  tranche_json_add_text (builder, "description", benefit->description);
  tranche_json_add_text (builder, "frequency", tranche_frequency_get_nick (frequency));
  tranche_json_add_text (builder, "kind", tranche_model_kind_to_word (benefit->kind));
  tranche_json_add_integer (builder, "segments", n);
  tranche_table_add_row (table, order, benefit->name, tranche_frequency_get_name (frequency),
                         tranche_benefit_kind_get_name (benefit->kind), segments, NULL);
}

static void
print (const TrancheModelContent *content,
       const TrancheCliAction *action,
       gconstpointer details,
       const TrancheCommonOptions *common)
{
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (TrancheTable) table = tranche_table_new (
      /* Translators: the head of a column with order numbers: a place in a list */
      "rlllr", _ ("Order"), _ ("Benefit"), _ ("Frequency"), _ ("Kind"), _ ("Segments"), NULL);

  for (guint i = 0; i < content->benefits->len; i++)
    g_array_append_val (indices, i);
  tranche_cli_print_rows (content, "benefits", indices, table, add_row, common);
}

int
tranche_command_benefits (int argc, char **argv)
{
  static const TrancheCliEditor editor = { "benefits", actions, find_misuse, print };
  g_auto (Details) details = { .order = ORDER_NOT_GIVEN };
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &details.words.name, N_ ("With --edit: its new name"),
      N_ ("NAME") },
    { "description", 0, 0, G_OPTION_ARG_STRING, &details.words.description,
      N_ ("What the client gets"), N_ ("TEXT") },
    { "frequency", 0, 0, G_OPTION_ARG_STRING, &details.frequency,
      N_ ("How often: yearly, quarterly …"), N_ ("WORD") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &details.kind, N_ ("Given, core or additional"),
      N_ ("WORD") },
    { "order", 0, 0, G_OPTION_ARG_INT, &details.order, N_ ("Its order number"), N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };

  return tranche_cli_edit_model (&editor, argc, argv, entries, &details);
}
