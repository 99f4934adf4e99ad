/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/production-bar.h"

#include <glib/gi18n.h>

struct _TrancheProductionBar
{
  GtkWidget parent_instance;

  TrancheMonth month;
  TrancheMoney amount;
  gboolean counted;
  char *text;
};

G_DEFINE_FINAL_TYPE (TrancheProductionBar, tranche_production_bar, GTK_TYPE_WIDGET)

static void
update_text (TrancheProductionBar *self)
{
  g_autofree char *month = tranche_month_format (self->month);
  g_autofree char *amount = tranche_money_format (self->amount);

  g_free (self->text);
  if (self->counted)
    /* Translators: a month and an amount, “Aug 2024: 1,234.50” */
    self->text = g_strdup_printf (_ ("%s: %s"), month, amount);
  else
    self->text = g_strdup_printf (_ ("%s: %s (not counted)"), month, amount);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->text,
                                  -1);
}

static void
tranche_production_bar_finalize (GObject *object)
{
  g_clear_pointer (&TRANCHE_PRODUCTION_BAR (object)->text, g_free);

  G_OBJECT_CLASS (tranche_production_bar_parent_class)->finalize (object);
}

static void
tranche_production_bar_class_init (TrancheProductionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tranche_production_bar_finalize;

  gtk_widget_class_set_css_name (widget_class, "bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
tranche_production_bar_init (TrancheProductionBar *self)
{
  self->counted = TRUE;
}

GtkWidget *
tranche_production_bar_new (TrancheMonth month, TrancheMoney amount)
{
  TrancheProductionBar *self = g_object_new (TRANCHE_TYPE_PRODUCTION_BAR, NULL);

  self->month = month;
  self->amount = amount;
  if (amount < 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "negative");
  update_text (self);
  return GTK_WIDGET (self);
}

TrancheMoney
tranche_production_bar_get_amount (TrancheProductionBar *self)
{
  g_return_val_if_fail (TRANCHE_IS_PRODUCTION_BAR (self), 0);

  return self->amount;
}

TrancheMonth
tranche_production_bar_get_month (TrancheProductionBar *self)
{
  g_return_val_if_fail (TRANCHE_IS_PRODUCTION_BAR (self), TRANCHE_MONTH_NONE);

  return self->month;
}

void
tranche_production_bar_set_counted (TrancheProductionBar *self, gboolean counted)
{
  g_return_if_fail (TRANCHE_IS_PRODUCTION_BAR (self));

  counted = !!counted;
  if (self->counted == counted)
    return;
  self->counted = counted;
  if (counted)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "uncounted");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "uncounted");
  update_text (self);
}

gboolean
tranche_production_bar_get_counted (TrancheProductionBar *self)
{
  g_return_val_if_fail (TRANCHE_IS_PRODUCTION_BAR (self), FALSE);

  return self->counted;
}

const char *
tranche_production_bar_get_text (TrancheProductionBar *self)
{
  g_return_val_if_fail (TRANCHE_IS_PRODUCTION_BAR (self), NULL);

  return self->text;
}
