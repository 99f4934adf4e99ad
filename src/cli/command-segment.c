/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/words.h"
#include "jobs/segmentation.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static void
add_segment_as_json (JsonBuilder *builder, const TrancheRunSegment *segment)
{
  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "name", segment->name);
  tranche_json_add_money (builder, "lower", segment->monthly_lower);
  tranche_json_add_money (builder, "effective_lower", segment->effective_lower);
  tranche_json_add_integer (builder, "clients", segment->parties);
  tranche_json_add_money (builder, "production", segment->production);
  tranche_json_add_integer (builder, "moved_in", segment->moved_in);
  tranche_json_add_integer (builder, "moved_out", segment->moved_out);
  json_builder_end_object (builder);
}

static void
print_as_json (const TrancheSegmentationResult *result)
{
  const TrancheRun *run = result->run;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tranche_json_add_date (builder, "date", run->date);
  tranche_json_add_text (builder, "target", tranche_target_to_word (run->target));
  tranche_json_add_boolean (builder, "dry_run", result->dry_run);
  json_builder_set_member_name (builder, "range");
  json_builder_begin_object (builder);
  tranche_json_add_month (builder, "start", run->start_month);
  tranche_json_add_month (builder, "end", run->end_month);
  tranche_json_add_integer (builder, "available", run->available_months);
  tranche_json_add_integer (builder, "maximum", run->maximum_months);
  tranche_json_add_integer (builder, "buffer", run->buffer_months);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "segments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < run->segments->len; i++)
    add_segment_as_json (builder, tranche_run_get_segment (run, i));
  json_builder_end_array (builder);
  tranche_json_add_integer (builder, "clients", run->parties);
  tranche_json_add_money (builder, "production", run->production);
  tranche_json_add_integer (builder, "unsegmented", run->unsegmented);
  tranche_json_add_money (builder, "unsegmented_production", run->unsegmented_production);
  tranche_json_add_integer (builder, "no_production", run->no_production);
  tranche_json_add_integer (builder, "negative", run->negative);
  tranche_json_add_integer (builder, "moves", run->moves);
  if (run->target == TRANCHE_TARGET_GROUP)
    {
      tranche_json_add_integer (builder, "ungrouped", result->ungrouped);
      tranche_json_add_money (builder, "ungrouped_production", result->ungrouped_production);
    }
  tranche_json_add_money (builder, "office_production", result->office_production);
  json_builder_end_object (builder);
  tranche_json_print (builder);
}

/* "58.3 %" of @whole; "–" where there is nothing to share. */
static char *
format_share (TrancheMoney part, TrancheMoney whole)
{
  if (whole <= 0 || part < 0)
    return g_strdup ("–");
  return tranche_money_format_share (part, whole);
}

static void
add_table_row (TrancheTable *table,
               const char *name,
               const char *lower,
               const char *effective,
               gint64 parties,
               TrancheMoney production,
               TrancheMoney whole,
               const char *moved)
{
  g_autofree char *count = g_strdup_printf ("%'" G_GINT64_FORMAT, parties);
  g_autofree char *amount = tranche_money_format (production);
  g_autofree char *share = format_share (production, whole);

  tranche_table_add_row (table, name, lower, effective, count, amount, share, moved, NULL);
}

static void
print_for_people (const TrancheSegmentationResult *result)
{
  const TrancheRun *run = result->run;
  gboolean is_group = run->target == TRANCHE_TARGET_GROUP;
  g_autoptr (TrancheTable) table = tranche_table_new (
      "lrrrrrr", _ ("Segment"), _ ("From, a month"), _ ("In the range"),
      is_group ? _ ("Groups") : _ ("Clients"), _ ("Production"), _ ("Share"), _ ("Moved"), NULL);
  g_autofree char *start = tranche_month_format (run->start_month);
  g_autofree char *end = tranche_month_format (run->end_month);

  g_print (_ ("Range %s – %s · %d of %d months\n\n"), start, end, run->available_months,
           run->maximum_months);
  for (guint i = run->segments->len; i > 0; i--)
    {
      const TrancheRunSegment *segment = tranche_run_get_segment (run, i - 1);
      g_autofree char *lower = tranche_money_format (segment->monthly_lower);
      g_autofree char *effective = tranche_money_format (segment->effective_lower);
      g_autofree char *moved = g_strdup_printf ("+%" G_GINT64_FORMAT " −%" G_GINT64_FORMAT,
                                                segment->moved_in, segment->moved_out);

      add_table_row (table, segment->name, lower, effective, segment->parties, segment->production,
                     run->production, moved);
    }
  if (run->unsegmented > 0)
    add_table_row (table, _ ("Unsegmented"), "", "", run->unsegmented, run->unsegmented_production,
                   run->production, "");
  tranche_table_print (table);

  g_print ("\n");
  if (is_group)
    g_print (g_dngettext (NULL, "%'" PRId64 " client is in no group and keeps its own segment.\n",
                          "%'" PRId64 " clients are in no group and keep their own segments.\n",
                          (gulong) result->ungrouped),
             result->ungrouped);
  if (run->no_production > 0)
    g_print (_ ("No production in the range: %'" PRId64 "\n"), run->no_production);
  if (run->negative > 0)
    g_print (_ ("Negative production: %'" PRId64 "\n"), run->negative);
  g_print (result->dry_run ? _ ("Would move: %'" PRId64 "\n") : _ ("Moved: %'" PRId64 "\n"),
           run->moves);
}

int
tranche_command_segment (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_autofree char *office = NULL;
  g_autofree char *date = NULL;
  g_autofree char *target = NULL;
  gboolean dry_run = FALSE;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (TrancheSegmentationResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TrancheSegmentationRequest request = { 0 };
  const GOptionEntry entries[] = {
    { "office", 0, 0, G_OPTION_ARG_STRING, &office, N_ ("Whose clients"), N_ ("NAME") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("The day of the run; otherwise today"),
      N_ ("YYYY-MM-DD") },
    { "target", 0, 0, G_OPTION_ARG_STRING, &target, N_ ("Individual clients or client groups"),
      "individual|group" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run,
      N_ ("Show what would come of it, write nothing"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!tranche_command_parse ("segment", argc, argv, entries, &common, 1, &arguments))
    return TRANCHE_EXIT_USAGE;
  if (!tranche_target_from_word (target, &request.target))
    return TRANCHE_EXIT_USAGE;

  request.dry_run = dry_run;
  if (!tranche_command_parse_date (date, &request.date, &error))
    return tranche_command_usage_error ("%s", error->message);
  db = tranche_command_open (arguments[0],
                             dry_run ? TRANCHE_DATABASE_READ_ONLY : TRANCHE_DATABASE_READ_WRITE,
                             &common, &error);
  if (db == NULL)
    return tranche_command_fail (error);
  request.office_id = tranche_command_find_office (db, office, &error);
  if (request.office_id == 0)
    return tranche_command_fail (error);
  result = tranche_segmentation_run (db, &request, NULL, NULL, tranche_interrupt_begin (), &error);
  tranche_interrupt_end ();
  if (result == NULL)
    return tranche_command_fail (error);

  if (common.json)
    print_as_json (result);
  else
    print_for_people (result);
  return TRANCHE_EXIT_DONE;
}
