/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/models.h"
#include "cli/output.h"
#include "store/actions/override.h"
#include "store/queries/client-package.h"
#include "store/queries/segment-of-client.h"
#include "store/strategies.h"

#include <glib/gi18n.h>

static void
print_json (const TrancheClientPackage *package, const TrancheClientSegment *segment)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gboolean by_hand = package->driver == TRANCHE_DRIVER_OVERRIDE;

  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "segment",
                         package->segment_name != NULL ? package->segment_name : "");
  tranche_json_add_boolean (builder, "by_hand", by_hand);
  tranche_json_add_text (builder, "reason", by_hand ? segment->override_reason : NULL);
  tranche_json_add_date (builder, "until", by_hand ? segment->override_end : TRANCHE_DATE_NONE);
  tranche_json_add_boolean (builder, "active", package->segment_active);
  tranche_json_add_boolean (builder, "differs", package->differs);
  json_builder_set_member_name (builder, "agreements");
  json_builder_begin_array (builder);
  for (guint i = 0; i < package->agreements->len; i++)
    {
      const TrancheAgreementPackage *agreement = g_ptr_array_index (package->agreements, i);

      json_builder_begin_object (builder);
      tranche_json_add_text (builder, "number", agreement->number);
      tranche_json_add_text (builder, "segment",
                             agreement->segment_name != NULL ? agreement->segment_name : "");
      tranche_json_add_boolean (builder, "differs", agreement->differs);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  tranche_json_print (builder);
}

static void
print_by_hand (const TrancheClientSegment *segment)
{
  g_autofree char *until = NULL;

  if (segment->override_end == TRANCHE_DATE_NONE)
    {
      g_print (_ ("Set by hand: %s\n"), segment->override_reason);
      return;
    }
  until = tranche_date_format (segment->override_end);
  /* Translators: a day, then why */
  g_print (_ ("Set by hand until %s: %s\n"), until, segment->override_reason);
}

static void
print_text (const TrancheClientPackage *package, const TrancheClientSegment *segment)
{
  if (package->segment_id == 0)
    g_print ("%s\n", _ ("The client has no segment."));
  else if (package->segment_active)
    g_print ("%s\n", package->segment_name);
  else
    g_print (_ ("%s, inactive\n"), package->segment_name);
  if (package->driver == TRANCHE_DRIVER_OVERRIDE)
    print_by_hand (segment);

  for (guint i = 0; i < package->agreements->len; i++)
    {
      const TrancheAgreementPackage *agreement = g_ptr_array_index (package->agreements, i);
      const char *name
          = agreement->segment_name != NULL ? agreement->segment_name : _ ("no package");

      /* Translators: an agreement’s number and its service package */
      if (agreement->differs)
        g_print (_ ("Agreement %s: %s, which differs from the client’s\n"), agreement->number,
                 name);
      else
        g_print (_ ("Agreement %s: %s\n"), agreement->number, name);
    }
}

static gboolean
edit (TrancheDatabase *db,
      gint64 client_id,
      const char *segment,
      const char *reason,
      TrancheDate last,
      gboolean end,
      TrancheDate today,
      GError **error)
{
  g_autoptr (TrancheModelContent) content = NULL;
  g_autoptr (TrancheClientPackage) package = NULL;
  gint64 segment_id = 0;
  gint64 model_id;

  if (end)
    return tranche_overrides_end (db, client_id, today, error);
  if (segment == NULL)
    return TRUE;

  package = tranche_client_package_load (db, client_id, today, error);
  if (package == NULL || !tranche_strategies_find_model (db, package->office_id, &model_id, error))
    return FALSE;
  content = tranche_model_content_load (db, model_id, error);
  if (content == NULL)
    return FALSE;
  segment_id = tranche_cli_find_segment_id (content, segment, error);
  return segment_id != 0
         && tranche_overrides_set (db, client_id, segment_id, reason, today, last, NULL, error);
}

int
tranche_command_package (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_autofree char *office = NULL;
  g_autofree char *client = NULL;
  g_autofree char *segment = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *until = NULL;
  gboolean end = FALSE;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (TrancheClientPackage) package = NULL;
  g_autoptr (TrancheClientSegment) now = NULL;
  g_autoptr (GError) error = NULL;
  TrancheDate today;
  TrancheDate last = TRANCHE_DATE_NONE;
  gint64 client_id;
  const GOptionEntry entries[] = {
    { "office", 0, 0, G_OPTION_ARG_STRING, &office, N_ ("Whose client"), N_ ("NAME") },
    { "client", 0, 0, G_OPTION_ARG_STRING, &client, N_ ("The client’s number"), N_ ("REFERENCE") },
    { "segment", 0, 0, G_OPTION_ARG_STRING, &segment, N_ ("Set this segment by hand"),
      N_ ("NAME") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("With --segment: why"), N_ ("TEXT") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &until, N_ ("With --segment: its last day"),
      N_ ("DATE") },
    { "end", 0, 0, G_OPTION_ARG_NONE, &end, N_ ("End what is set by hand"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!tranche_command_parse ("package", argc, argv, entries, &common, 1, &arguments))
    return TRANCHE_EXIT_USAGE;
  if (client == NULL)
    return tranche_command_usage_error (_ ("say which client with --client REFERENCE"));
  if (segment != NULL && (reason == NULL || end))
    return tranche_command_usage_error (_ ("--segment needs a --reason, and goes without --end"));
  if (segment == NULL && (reason != NULL || until != NULL))
    return tranche_command_usage_error (_ ("--reason and --until go with --segment"));
  if (until != NULL && !tranche_command_parse_date (until, &last, &error))
    return tranche_command_usage_error ("%s", error->message);

  db = tranche_command_open (arguments[0],
                             segment != NULL || end ? TRANCHE_DATABASE_READ_WRITE
                                                    : TRANCHE_DATABASE_READ_ONLY,
                             &common, &error);
  if (db == NULL || !tranche_command_parse_date (NULL, &today, &error)
      || (client_id = tranche_command_find_client (db, office, client, &error)) == 0
      || !edit (db, client_id, segment, reason, last, end, today, &error)
      || (package = tranche_client_package_load (db, client_id, today, &error)) == NULL
      || (now = tranche_client_segment_load (db, client_id, today, &error)) == NULL)
    return tranche_command_fail (error);

  if (common.json)
    print_json (package, now);
  else
    print_text (package, now);
  return TRANCHE_EXIT_DONE;
}
