/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/day-row.h"

#include <glib/gi18n.h>

struct _TrancheDayRow
{
  AdwEntryRow parent_instance;

  /* Borrowed */
  GtkCalendar *calendar;
  GtkPopover *popover;
};

G_DEFINE_FINAL_TYPE (TrancheDayRow, tranche_day_row, ADW_TYPE_ENTRY_ROW)

static void
day_selected_cb (TrancheDayRow *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);

  tranche_day_row_set_day (self, tranche_date_new (g_date_time_get_year (day),
                                                   g_date_time_get_month (day),
                                                   g_date_time_get_day_of_month (day)));
  gtk_popover_popdown (self->popover);
}

/* The calendar opens at the day that is there. */
static void
popover_shown_cb (TrancheDayRow *self)
{
  TrancheDate day;
  g_autoptr (GDateTime) shown = NULL;
  int year, month, day_of_month;

  if (!tranche_day_row_get_day (self, &day) || day == TRANCHE_DATE_NONE)
    return;
  tranche_date_get (day, &year, &month, &day_of_month);
  shown = g_date_time_new_local (year, month, day_of_month, 0, 0, 0);
  g_signal_handlers_block_by_func (self->calendar, day_selected_cb, self);
  gtk_calendar_select_day (self->calendar, shown);
  g_signal_handlers_unblock_by_func (self->calendar, day_selected_cb, self);
}

static void
tranche_day_row_class_init (TrancheDayRowClass *klass)
{
}

static void
tranche_day_row_init (TrancheDayRow *self)
{
  GtkWidget *button
      = g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "x-office-calendar-symbolic",
                      "tooltip-text", _ ("Choose a Day"), "valign", GTK_ALIGN_CENTER, NULL);

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->calendar));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (self->popover));
  gtk_widget_add_css_class (button, "flat");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), button);

  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "show", G_CALLBACK (popover_shown_cb), self,
                           G_CONNECT_SWAPPED);
}

void
tranche_day_row_set_day (TrancheDayRow *self, TrancheDate day)
{
  g_autofree char *text = NULL;

  g_return_if_fail (TRANCHE_IS_DAY_ROW (self));

  if (day != TRANCHE_DATE_NONE)
    text = tranche_date_format (day);
  gtk_editable_set_text (GTK_EDITABLE (self), text != NULL ? text : "");
}

gboolean
tranche_day_row_get_day (TrancheDayRow *self, TrancheDate *day)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (TRANCHE_IS_DAY_ROW (self), FALSE);
  g_return_val_if_fail (day != NULL, FALSE);

  *day = TRANCHE_DATE_NONE;
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
  if (*text == '\0')
    return TRUE;
  *day = tranche_date_parse_locale (text, NULL);
  return *day != TRANCHE_DATE_NONE;
}

const char *
tranche_day_row_get_advice (void)
{
  static char *words = NULL;

  if (g_once_init_enter_pointer (&words))
    {
      g_autofree char *example = tranche_date_format_short (tranche_date_new (2026, 6, 30));

      /* Translators: %s is a day as people type it: “30/06/2026” */
      g_once_init_leave_pointer (
          &words,
          g_strdup_printf (_ ("This isn’t a day. Write it like %s, or choose it."), example));
    }
  return words;
}
