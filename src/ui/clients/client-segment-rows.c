/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-segment-rows.h"

#include <glib/gi18n.h>

#include "ui/clients/client-rows.h"
#include "ui/widgets/mark-symbol.h"

static void
add_check (AdwActionRow *row, gboolean decides)
{
  GtkWidget *image = gtk_image_new_from_icon_name ("object-select-symbolic");

  if (decides)
    {
      gtk_widget_add_css_class (image, "accent");
      gtk_widget_set_tooltip_text (image, _ ("This decides"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("This decides"), -1);
    }
  else
    {
      /* Keeps its place, so that the titles stand in line. */
      gtk_widget_set_opacity (image, 0);
      gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
    }
  adw_action_row_add_prefix (row, image);
}

static char *
format_override (const TrancheClientSegment *segment)
{
  g_autofree char *until = tranche_client_format_period (TRANCHE_DATE_NONE, segment->override_end);

  if (segment->override_id == 0)
    return g_strdup (_ ("Nothing is set by hand"));
  return tranche_client_join (segment->override_reason != NULL ? segment->override_reason : "",
                              until, NULL);
}

static const char *
get_sentence (const TrancheClientSegmentBasis *basis, const char *without)
{
  if (basis->party_id == 0)
    return without;
  if (basis->sentence != NULL)
    return basis->sentence;
  return _ ("Not segmented yet");
}

GtkWidget *
tranche_client_driver_row_new (const TrancheClientSegment *segment,
                               TrancheSegmentDriver driver,
                               const TrancheSegmentLooks *looks)
{
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  gboolean has_segment = FALSE;
  gint64 segment_id = 0;
  AdwActionRow *row;

  if (driver == TRANCHE_DRIVER_OVERRIDE)
    {
      title = g_strdup (_ ("Set by Hand"));
      subtitle = format_override (segment);
      has_segment = segment->override_id != 0;
      segment_id = segment->override_segment_id;
    }
  else if (driver == TRANCHE_DRIVER_GROUP)
    {
      title = g_strdup (_ ("Group"));
      if (segment->group.party_id != 0 && !segment->group_counts)
        /* Translators: %s is a group of clients */
        subtitle
            = g_strdup_printf (_ ("“%s”: no group strategy is active"), segment->group.party_name);
      else
        subtitle = g_strdup (get_sentence (&segment->group, _ ("In no group")));
      has_segment = segment->group.assigned && segment->group_counts;
      segment_id = segment->group.segment_id;
    }
  else
    {
      title = g_strdup (_ ("Own Production"));
      subtitle = g_strdup (get_sentence (&segment->individual, _ ("Not segmented yet")));
      has_segment = segment->individual.assigned;
      segment_id = segment->individual.segment_id;
    }

  row = tranche_client_row_new (title, subtitle);
  add_check (row, segment->driver == driver);
  if (has_segment)
    tranche_client_row_add_segment (row, tranche_segment_looks_find (looks, segment_id));
  if (segment->driver != driver)
    gtk_widget_add_css_class (GTK_WIDGET (row), "dimmed");
  return GTK_WIDGET (row);
}

GtkWidget *
tranche_client_limit_row_new (const TrancheClientLimit *limit,
                              const TrancheSegmentLook *look,
                              gboolean is_current)
{
  AdwActionRow *row = tranche_client_row_new (look != NULL ? look->name : "", NULL);
  g_autofree char *monthly = tranche_money_format (limit->monthly_lower);
  g_autofree char *effective = tranche_money_format (limit->effective_lower);
  GtkWidget *symbol = tranche_mark_symbol_new ();
  GtkWidget *label;

  if (look != NULL)
    tranche_mark_symbol_set (TRANCHE_MARK_SYMBOL (symbol), (int) look->colour, (int) look->mark);
  gtk_widget_set_valign (symbol, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (row, symbol);
  if (is_current)
    adw_action_row_set_subtitle (row, _ ("by own production"));

  tranche_client_row_add_value (row, monthly, TRUE);
  label = gtk_label_new (effective);
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_width_chars (GTK_LABEL (label), 11);
  adw_action_row_add_suffix (row, label);
  return GTK_WIDGET (row);
}

static char *
format_move (const TrancheSegmentEvent *event)
{
  const char *from = event->from_name;
  const char *to = event->to_name != NULL ? event->to_name : _ ("Unsegmented");

  if (from == NULL)
    return g_strdup (to);
  /* Translators: from one segment to another */
  return g_strdup_printf (_ ("%s → %s"), from, to);
}

static void
describe_event (const TrancheSegmentEvent *event, char **title, char **what, const char **icon_name)
{
  g_autofree char *until = tranche_client_format_period (TRANCHE_DATE_NONE, event->end_date);

  *icon_name = "view-pin-symbolic";
  switch (event->kind)
    {
    case TRANCHE_SEGMENT_EVENT_RUN:
    default:
      *title = format_move (event);
      *what = g_strdup (_ ("Segmentation run"));
      *icon_name = "tranche-runs-symbolic";
      break;
    case TRANCHE_SEGMENT_EVENT_RUN_UNDONE:
      *title = format_move (event);
      *what = g_strdup (_ ("Segmentation run undone"));
      *icon_name = "edit-undo-symbolic";
      break;
    case TRANCHE_SEGMENT_EVENT_RUN_REDONE:
      *title = format_move (event);
      *what = g_strdup (_ ("Segmentation run done again"));
      *icon_name = "edit-redo-symbolic";
      break;
    case TRANCHE_SEGMENT_EVENT_OVERRIDE:
      /* Translators: %s is a segment */
      *title
          = g_strdup_printf (_ ("Set by hand to %s"), event->to_name != NULL ? event->to_name : "");
      *what = tranche_client_join (event->reason != NULL ? event->reason : "", until, NULL);
      break;
    case TRANCHE_SEGMENT_EVENT_OVERRIDE_ENDED:
      *title = g_strdup (_ ("No longer set by hand"));
      *what = g_strdup (event->reason != NULL ? event->reason : "");
      break;
    case TRANCHE_SEGMENT_EVENT_OVERRIDE_LAPSED:
      *title = g_strdup (_ ("Set by hand no longer: its last day passed"));
      *what = g_strdup (event->reason != NULL ? event->reason : "");
      break;
    }
}

static const TrancheSegmentLook *
find_look (const TrancheSegmentLooks *looks, const char *name)
{
  for (guint i = 0; name != NULL && i < looks->looks->len; i++)
    {
      const TrancheSegmentLook *look = &g_array_index (looks->looks, TrancheSegmentLook, i);

      if (g_str_equal (look->name, name))
        return look;
    }
  return NULL;
}

GtkWidget *
tranche_client_event_row_new (const TrancheSegmentEvent *event, const TrancheSegmentLooks *looks)
{
  const TrancheSegmentLook *look = find_look (looks, event->to_name);
  g_autofree char *title = NULL;
  g_autofree char *what = NULL;
  g_autofree char *moment = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *day = tranche_date_format (event->date);
  const char *icon_name;
  AdwActionRow *row;

  describe_event (event, &title, &what, &icon_name);
  if (event->operation_id != 0)
    moment = tranche_client_format_moment (event->at);
  subtitle = tranche_client_join (what, event->actor_name != NULL ? event->actor_name : "",
                                  moment != NULL ? moment : "", NULL);
  row = tranche_client_row_new (title, subtitle);
  tranche_client_row_add_icon (row, icon_name);
  tranche_client_row_add_value (row, day, TRUE);
  if (look != NULL)
    {
      GtkWidget *symbol = tranche_mark_symbol_new ();

      tranche_mark_symbol_set (TRANCHE_MARK_SYMBOL (symbol), (int) look->colour, (int) look->mark);
      gtk_widget_set_valign (symbol, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (row, symbol);
    }
  return GTK_WIDGET (row);
}
