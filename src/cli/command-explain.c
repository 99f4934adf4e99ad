/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/words.h"
#include "store/queries/segment-of-client.h"

#include <glib/gi18n.h>

static void
add_basis (JsonBuilder *builder, const char *name, const TrancheClientSegmentBasis *basis)
{
  json_builder_set_member_name (builder, name);
  if (basis->run_id == 0)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "segment", basis->segment_name);
  tranche_json_add_date (builder, "since", basis->since);
  tranche_json_add_month (builder, "start", basis->start);
  tranche_json_add_month (builder, "end", basis->end);
  tranche_json_add_integer (builder, "available", basis->available_months);
  tranche_json_add_integer (builder, "maximum", basis->maximum_months);
  tranche_json_add_money (builder, "total", basis->total);
  tranche_json_add_text (builder, "sentence", basis->sentence);
  json_builder_set_member_name (builder, "months");
  json_builder_begin_array (builder);
  for (guint i = 0; i < basis->n_months; i++)
    {
      json_builder_begin_object (builder);
      tranche_json_add_month (builder, "month", basis->start + (TrancheMonth) i);
      tranche_json_add_money (builder, "amount", basis->months[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_as_json (const TrancheClientSegment *segment, const char *reference, TrancheDate date)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "client", reference);
  tranche_json_add_date (builder, "date", date);
  tranche_json_add_text (builder, "segment", segment->segment_name);
  tranche_json_add_text (
      builder, "driver",
      segment->driver != TRANCHE_DRIVER_NONE ? tranche_driver_to_word (segment->driver) : "none");
  tranche_json_add_text (builder, "sentence", segment->sentence);
  add_basis (builder, "individual", &segment->individual);
  add_basis (builder, "group", &segment->group);
  json_builder_set_member_name (builder, "override");
  if (segment->override_id != 0)
    {
      json_builder_begin_object (builder);
      tranche_json_add_text (builder, "segment", segment->override_segment_name);
      tranche_json_add_text (builder, "reason", segment->override_reason);
      tranche_json_add_date (builder, "from", segment->override_start);
      tranche_json_add_date (builder, "until", segment->override_end);
      json_builder_end_object (builder);
    }
  else
    {
      json_builder_add_null_value (builder);
    }
  json_builder_end_object (builder);
  tranche_json_print (builder);
}

static void
print_months (const TrancheClientSegmentBasis *basis)
{
  g_autoptr (TrancheTable) table = tranche_table_new ("lr", _ ("Month"), _ ("Production"), NULL);
  g_autofree char *total = tranche_money_format (basis->total);

  for (guint i = 0; i < basis->n_months; i++)
    {
      g_autofree char *month = tranche_month_format (basis->start + (TrancheMonth) i);
      g_autofree char *amount = tranche_money_format (basis->months[i]);

      tranche_table_add_row (table, month, amount, NULL);
    }
  tranche_table_add_row (table, _ ("Total"), total, NULL);
  g_print ("\n");
  tranche_table_print (table);
}

static void
print_for_people (const TrancheClientSegment *segment)
{
  if (segment->sentence == NULL)
    {
      g_print ("%s\n", _ ("Not segmented yet: no run has been done by that day."));
      return;
    }
  g_print ("%s\n", segment->sentence);
  if (segment->driver == TRANCHE_DRIVER_GROUP)
    print_months (&segment->group);
  else if (segment->individual.run_id != 0)
    print_months (&segment->individual);
}

int
tranche_command_explain (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_autofree char *reference = NULL;
  g_autofree char *office = NULL;
  g_autofree char *date_text = NULL;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (TrancheClientSegment) segment = NULL;
  g_autoptr (GError) error = NULL;
  TrancheDate date;
  gint64 client_id;
  const GOptionEntry entries[] = {
    { "client", 0, 0, G_OPTION_ARG_STRING, &reference, N_ ("The client’s reference"), N_ ("REF") },
    { "office", 0, 0, G_OPTION_ARG_STRING, &office,
      N_ ("Where references aren’t unique: whose client"), N_ ("NAME") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date_text, N_ ("As it was on that day; otherwise today"),
      N_ ("YYYY-MM-DD") },
    G_OPTION_ENTRY_NULL,
  };

  if (!tranche_command_parse ("explain", argc, argv, entries, &common, 1, &arguments))
    return TRANCHE_EXIT_USAGE;
  if (reference == NULL)
    return tranche_command_usage_error (_ ("say whom to explain: --client REF"));

  if (!tranche_command_parse_date (date_text, &date, &error))
    return tranche_command_usage_error ("%s", error->message);
  db = tranche_command_open (arguments[0], TRANCHE_DATABASE_READ_ONLY, &common, &error);
  if (db == NULL)
    return tranche_command_fail (error);
  client_id = tranche_command_find_client (db, office, reference, &error);
  if (client_id == 0)
    return tranche_command_fail (error);
  segment = tranche_client_segment_load (db, client_id, date, &error);
  if (segment == NULL)
    return tranche_command_fail (error);

  if (common.json)
    print_as_json (segment, reference, date);
  else
    print_for_people (segment);
  return TRANCHE_EXIT_DONE;
}
