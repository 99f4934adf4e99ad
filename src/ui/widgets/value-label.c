/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/value-label.h"

#include <glib/gi18n.h>

#define NEAR_DAYS 14

GtkWidget *
tranche_money_label_new (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  /* Digits run from left to right in every language: cents stand below cents at the right edge
   * only, which is the start of a line where lines run the other way. */
  gtk_label_set_xalign (GTK_LABEL (label),
                        gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? 0 : 1);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

void
tranche_label_set_money (GtkLabel *label, TrancheMoney amount)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GTK_IS_LABEL (label));

  text = tranche_money_format (amount);
  gtk_label_set_label (label, text);
  if (amount < 0)
    gtk_widget_add_css_class (GTK_WIDGET (label), "negative-amount");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "negative-amount");
}

char *
tranche_date_format_near (TrancheDate date, TrancheDate today)
{
  int days = date - today;

  if (date == TRANCHE_DATE_NONE)
    return g_strdup ("");
  if (today == TRANCHE_DATE_NONE || days > NEAR_DAYS || days < -NEAR_DAYS)
    return tranche_date_format (date);
  if (days == 0)
    return g_strdup (_ ("today"));
  if (days == 1)
    return g_strdup (_ ("tomorrow"));
  if (days == -1)
    return g_strdup (_ ("yesterday"));
  if (days > 0)
    return g_strdup_printf (ngettext ("in %d day", "in %d days", days), days);
  return g_strdup_printf (ngettext ("%d day ago", "%d days ago", -days), -days);
}

void
tranche_label_set_date (GtkLabel *label, TrancheDate date, TrancheDate today)
{
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;

  g_return_if_fail (GTK_IS_LABEL (label));

  text = tranche_date_format_near (date, today);
  if (date != TRANCHE_DATE_NONE)
    whole = tranche_date_format (date);
  gtk_label_set_label (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), g_strcmp0 (text, whole) != 0 ? whole : NULL);
}
