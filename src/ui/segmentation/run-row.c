/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segmentation/run-row.h"

#include <glib/gi18n.h>

#include "ui/clients/client-rows.h"
#include "ui/widgets/mark-symbol.h"

static char *
format_months (TrancheMonth start, TrancheMonth end)
{
  g_autofree char *first = tranche_month_format (start);
  g_autofree char *last = tranche_month_format (end);

  if (start == end)
    return g_steal_pointer (&first);
  /* Translators: from one month to another */
  return g_strdup_printf (_ ("%s – %s"), first, last);
}

char *
tranche_run_format_range (const TrancheRun *run)
{
  g_autofree char *range = format_months (run->start_month, run->end_month);

  /* Translators: a range of months, how many of them have statements, and how many there are */
  return g_strdup_printf (
      ngettext ("%s (%d of %d month)", "%s (%d of %d months)", (gulong) run->maximum_months), range,
      run->available_months, run->maximum_months);
}

char *
tranche_run_format_share (TrancheMoney part, TrancheMoney whole)
{
  return whole > 0 ? tranche_money_format_share (part, whole) : g_strdup ("");
}

GtkWidget *
tranche_run_row_new (const TrancheRun *run)
{
  g_autofree char *day = tranche_date_format (run->date);
  g_autofree char *range = format_months (run->start_month, run->end_month);
  const char *target = tranche_strategy_target_get_name ((int) run->target);
  g_autofree char *subtitle
      = tranche_client_join (target != NULL ? target : "", range, run->actor_name, NULL);
  g_autofree char *moved = NULL;
  AdwActionRow *row = tranche_client_row_new (day, subtitle);
  gboolean is_undone = run->state == TRANCHE_RUN_UNDONE;

  if (is_undone)
    moved = g_strdup (_ ("undone"));
  else if (run->moves == 0)
    moved = g_strdup (_ ("none moved"));
  else
    moved = g_strdup_printf (ngettext ("%'d moved", "%'d moved", (gulong) run->moves),
                             (int) run->moves);
  tranche_client_row_add_value (row, moved, is_undone || run->moves == 0);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return GTK_WIDGET (row);
}

static void
add_figures (AdwActionRow *row, const char *figures, const char *moves)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *figures_label = gtk_label_new (figures);
  GtkWidget *moves_label = gtk_label_new (moves);

  gtk_label_set_xalign (GTK_LABEL (figures_label), 1);
  gtk_label_set_xalign (GTK_LABEL (moves_label), 1);
  gtk_widget_add_css_class (figures_label, "numeric");
  gtk_widget_add_css_class (moves_label, "numeric");
  gtk_widget_add_css_class (moves_label, "caption");
  gtk_widget_add_css_class (moves_label, "dimmed");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), figures_label);
  gtk_box_append (GTK_BOX (box), moves_label);
  adw_action_row_add_suffix (row, box);
}

GtkWidget *
tranche_run_segment_row_new (const TrancheRun *run,
                             const TrancheRunSegment *segment,
                             const TrancheSegmentLook *look)
{
  g_autofree char *monthly = tranche_money_format_short (segment->monthly_lower);
  g_autofree char *effective = tranche_money_format_short (segment->effective_lower);
  g_autofree char *limits
      /* Translators: a limit a month, and over the run’s months */
      = g_strdup_printf (_ ("from %s a month · %s in all"), monthly, effective);
  g_autofree char *count
      = g_strdup_printf (run->target == TRANCHE_TARGET_GROUP
                             ? ngettext ("%'d group", "%'d groups", (gulong) segment->parties)
                             : ngettext ("%'d client", "%'d clients", (gulong) segment->parties),
                         (int) segment->parties);
  g_autofree char *share = tranche_run_format_share (segment->production, run->production);
  g_autofree char *figures = tranche_client_join (count, share, NULL);
  /* Translators: how many came into a segment and how many left it */
  g_autofree char *moves
      = g_strdup_printf (_ ("%'d in · %'d out"), (int) segment->moved_in, (int) segment->moved_out);
  AdwActionRow *row = tranche_client_row_new (segment->name, limits);
  GtkWidget *symbol = tranche_mark_symbol_new ();

  if (look != NULL)
    tranche_mark_symbol_set (TRANCHE_MARK_SYMBOL (symbol), (int) look->colour, (int) look->mark);
  gtk_widget_set_valign (symbol, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (row, symbol);
  add_figures (row, figures, moves);
  return GTK_WIDGET (row);
}
