/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-rows.h"

#include <glib/gi18n.h>

#include "ui/widgets/segment-badge.h"

/* In a window from right to left each part keeps the direction of its own letters: a phone number,
 * a name, a range of days. */
static char *
isolate (const char *part)
{
  if (gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL || *part == '\0')
    return g_strdup (part);
  return g_strconcat ("\u2068", part, "\u2069", NULL);
}

AdwActionRow *
tranche_client_row_new (const char *title, const char *subtitle)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (row, subtitle);
  return row;
}

AdwActionRow *
tranche_client_property_row_new (const char *name, const char *value)
{
  g_autofree char *isolated = isolate (value);
  AdwActionRow *row = tranche_client_row_new (name, isolated);

  gtk_widget_add_css_class (GTK_WIDGET (row), "property");
  adw_action_row_set_subtitle_selectable (row, TRUE);
  return row;
}

void
tranche_client_row_add_value (AdwActionRow *row, const char *value, gboolean dimmed)
{
  GtkWidget *label = gtk_label_new (value);

  gtk_widget_add_css_class (label, "numeric");
  if (dimmed)
    gtk_widget_add_css_class (label, "dimmed");
  adw_action_row_add_suffix (row, label);
}

void
tranche_client_row_add_segment (AdwActionRow *row, const TrancheSegmentLook *look)
{
  GtkWidget *badge = tranche_segment_badge_new ();

  if (look != NULL)
    tranche_segment_badge_set (TRANCHE_SEGMENT_BADGE (badge), look->name, (int) look->colour,
                               (int) look->mark);
  tranche_segment_badge_set_inactive (TRANCHE_SEGMENT_BADGE (badge), look != NULL && !look->active);
  tranche_segment_badge_set_whole (TRANCHE_SEGMENT_BADGE (badge), TRUE);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (row, badge);
}

void
tranche_client_row_add_icon (AdwActionRow *row, const char *icon_name)
{
  GtkWidget *image = gtk_image_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (image, "dimmed");
  adw_action_row_add_prefix (row, image);
}

char *
tranche_client_join (const char *first, ...)
{
  GString *text = g_string_new (NULL);
  va_list args;

  va_start (args, first);
  for (const char *part = first; part != NULL; part = va_arg (args, const char *))
    {
      g_autofree char *isolated = isolate (part);

      if (*part == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, isolated);
    }
  va_end (args);
  return g_string_free_and_steal (text);
}

char *
tranche_client_format_period (TrancheDate start, TrancheDate end)
{
  g_autofree char *first = start != TRANCHE_DATE_NONE ? tranche_date_format (start) : NULL;
  g_autofree char *last = end != TRANCHE_DATE_NONE ? tranche_date_format (end) : NULL;

  if (first != NULL && last != NULL)
    /* Translators: from one day to another */
    return g_strdup_printf (_ ("%s – %s"), first, last);
  if (first != NULL)
    /* Translators: since a day */
    return g_strdup_printf (_ ("since %s"), first);
  if (last != NULL)
    /* Translators: until a day */
    return g_strdup_printf (_ ("until %s"), last);
  return g_strdup ("");
}

GtkWidget *
tranche_client_nothing_row_new (const char *sentence)
{
  AdwActionRow *row = tranche_client_row_new (sentence, NULL);

  gtk_widget_add_css_class (GTK_WIDGET (row), "dimmed");
  gtk_widget_set_focusable (GTK_WIDGET (row), FALSE);
  return GTK_WIDGET (row);
}

char *
tranche_client_format_moment (gint64 at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (at);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;

  if (local == NULL)
    return g_strdup ("");
  day = tranche_date_format (tranche_date_new (g_date_time_get_year (local),
                                               g_date_time_get_month (local),
                                               g_date_time_get_day_of_month (local)));
  /* Translators: the time of day, as g_date_time_format() writes it */
  time = g_date_time_format (local, _ ("%H:%M"));
  /* Translators: a day and a time of day */
  return g_strdup_printf (_ ("%s, %s"), day, time);
}
