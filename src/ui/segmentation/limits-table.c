/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segmentation/limits-table.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/clients/client-rows.h"
#include "ui/widgets/segment-badge.h"

static char *
describe (const TrancheStrategyState *strategy, const char *currency)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *range = NULL;

  if (!strategy->can_run)
    return tranche_client_join (strategy->name, currency, NULL);

  first = tranche_month_format (strategy->start);
  last = tranche_month_format (strategy->end);
  /* Translators: from a month to a month, how many of them have statements, and how many there are
   */
  range = g_strdup_printf (_ ("%s – %s, %d of %d months"), first, last, strategy->available_months,
                           strategy->maximum_months);
  return tranche_client_join (strategy->name, range, currency, NULL);
}

static void
attach_heading (GtkGrid *grid, int column, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), column == 0 ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_grid_attach (grid, label, column, 0, 1, 1);
}

static void
attach_money (GtkGrid *grid, int column, int line, TrancheMoney amount)
{
  g_autofree char *text = tranche_money_format_short (amount);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_grid_attach (grid, label, column, line, 1, 1);
}

static GtkWidget *
create_grid (const TrancheStrategyState *strategy, const TrancheSegmentLooks *looks)
{
  GtkWidget *widget = gtk_grid_new ();
  GtkGrid *grid = GTK_GRID (widget);
  int line = 1;

  gtk_grid_set_column_spacing (grid, 12);
  gtk_grid_set_row_spacing (grid, 12);
  gtk_widget_add_css_class (widget, "card");
  gtk_widget_add_css_class (widget, "limits-table");
  attach_heading (grid, 0, _ ("Segment, From"));
  attach_heading (grid, 1, _ ("A Month"));
  attach_heading (grid, 2, _ ("A Year"));
  if (strategy->can_run)
    attach_heading (grid, 3, _ ("Effective"));

  for (guint i = strategy->limits->len; i-- > 0; line++)
    {
      const TrancheStrategyLimit *limit
          = &g_array_index (strategy->limits, TrancheStrategyLimit, i);
      const TrancheSegmentLook *look = tranche_segment_looks_find (looks, limit->segment_id);
      GtkWidget *badge = tranche_segment_badge_new ();

      if (look != NULL)
        tranche_segment_badge_set (TRANCHE_SEGMENT_BADGE (badge), look->name, (int) look->colour,
                                   (int) look->mark);
      gtk_grid_attach (grid, badge, 0, line, 1, 1);
      attach_money (grid, 1, line, limit->monthly_lower);
      attach_money (grid, 2, line, limit->yearly_lower);
      if (strategy->can_run)
        attach_money (grid, 3, line, limit->effective_lower);
    }
  return widget;
}

GtkWidget *
tranche_limits_table_new (const TrancheStrategyState *strategy,
                          const TrancheSegmentLooks *looks,
                          const char *title,
                          const char *currency)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *description = describe (strategy, currency);
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), escaped);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_grid (strategy, looks));
  return group;
}
