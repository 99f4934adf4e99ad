/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segmentation/limits-table.h"

#include <glib/gi18n.h>

#include "ui/clients/client-rows.h"
#include "ui/widgets/mark-symbol.h"
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

static GtkWidget *
create_row (const TrancheStrategyState *strategy,
            const TrancheStrategyLimit *limit,
            const TrancheSegmentLook *look)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *symbol = tranche_mark_symbol_new ();
  g_autofree char *monthly = tranche_money_format_short (limit->monthly_lower);
  g_autofree char *yearly = tranche_money_format_short (limit->yearly_lower);
  g_autofree char *effective = tranche_money_format_short (limit->effective_lower);
  g_autofree char *limits = NULL;

  if (strategy->can_run)
    /* Translators: the production from which on a client belongs to a segment, in three ways */
    limits = g_strdup_printf (_ ("From %s a month · %s a year · %s effective"), monthly, yearly,
                              effective);
  else
    /* Translators: the production from which on a client belongs to a segment, in two ways */
    limits = g_strdup_printf (_ ("From %s a month · %s a year"), monthly, yearly);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), limits);
  gtk_widget_add_css_class (row, "numeric");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), symbol);
  if (look != NULL)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), look->name);
      tranche_mark_symbol_set (TRANCHE_MARK_SYMBOL (symbol), (int) look->colour, (int) look->mark);
    }
  return row;
}

static GtkWidget *
create_list (const TrancheStrategyState *strategy, const TrancheSegmentLooks *looks)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = strategy->limits->len; i-- > 0;)
    {
      const TrancheStrategyLimit *limit
          = &g_array_index (strategy->limits, TrancheStrategyLimit, i);

      gtk_list_box_append (
          GTK_LIST_BOX (list),
          create_row (strategy, limit, tranche_segment_looks_find (looks, limit->segment_id)));
    }
  return list;
}

GtkWidget *
tranche_limits_table_new (const TrancheStrategyState *strategy,
                          const TrancheSegmentLooks *looks,
                          const char *title,
                          const char *currency,
                          gpointer page)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *grid = create_grid (strategy, looks);
  GtkWidget *list = create_list (strategy, looks);
  g_autofree char *description = describe (strategy, currency);
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, escaped);
  adw_preferences_group_add (group, grid);
  adw_preferences_group_add (group, list);
  g_object_bind_property (page, "narrow", grid, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_object_bind_property (page, "narrow", list, "visible", G_BINDING_SYNC_CREATE);
  return GTK_WIDGET (group);
}
