/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-services.h"

#include <glib/gi18n.h>

#include "ui/clients/client-rows.h"

static void
add_count (AdwActionRow *row, const TrancheAgreementService *service)
{
  g_autofree char *text = NULL;
  gboolean complete = service->expected >= 0 && service->received >= service->expected;

  if (service->expected < 0 && service->received == 0)
    return;
  if (service->expected == 0 && service->received == 0)
    {
      /* Translators: a service that isn’t promised in this period */
      tranche_client_row_add_value (row, _ ("not due"), TRUE);
      return;
    }

  if (service->expected > 0)
    /* Translators: how many services were received of how many promised, “3 of 4” */
    text = g_strdup_printf (_ ("%d of %d"), (int) service->received, (int) service->expected);
  else
    text = g_strdup_printf ("%d", (int) service->received);
  tranche_client_row_add_value (row, text, service->expected <= 0);
  if (complete && service->expected > 0)
    {
      GtkWidget *image = gtk_image_new_from_icon_name ("object-select-symbolic");

      gtk_widget_add_css_class (image, "success");
      gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("All received"), -1);
      adw_action_row_add_suffix (row, image);
    }
}

AdwActionRow *
tranche_client_service_row_new (const TrancheAgreementService *service)
{
  g_autofree char *last = NULL;
  g_autofree char *subtitle = NULL;
  AdwActionRow *row;

  if (service->last != TRANCHE_DATE_NONE)
    {
      g_autofree char *day = tranche_date_format (service->last);

      /* Translators: the day on which a service was last received */
      last = g_strdup_printf (_ ("last on %s"), day);
    }
  subtitle = tranche_client_join (tranche_frequency_get_name (service->frequency),
                                  last != NULL ? last : "", NULL);
  row = tranche_client_row_new (service->name, subtitle);
  add_count (row, service);
  return row;
}

void
tranche_client_services_fill (GtkListBox *list,
                              const TrancheClientAgreement *agreement,
                              TrancheDate today)
{
  for (guint i = 0; i < agreement->services->len; i++)
    gtk_list_box_append (list, GTK_WIDGET (tranche_client_service_row_new (
                                   g_ptr_array_index (agreement->services, i))));
  if (agreement->services->len == 0)
    gtk_list_box_append (
        list, tranche_client_nothing_row_new (_ ("The agreement holds no services yet.")));
}

int
tranche_client_get_age (TrancheDate birth_date, TrancheDate today)
{
  int birth_year, birth_month, birth_day;
  int year, month, day;

  if (birth_date == TRANCHE_DATE_NONE || birth_date > today)
    return -1;
  tranche_date_get (birth_date, &birth_year, &birth_month, &birth_day);
  tranche_date_get (today, &year, &month, &day);
  return year - birth_year - (month < birth_month || (month == birth_month && day < birth_day));
}

AdwActionRow *
tranche_client_member_row_new (const TrancheClientMember *member, TrancheDate today)
{
  const char *role = tranche_member_role_get_name (member->role);
  int age = tranche_client_get_age (member->birth_date, today);
  g_autofree char *years = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = tranche_client_join (
      *member->mobile != '\0' ? member->mobile : member->phone, member->email, NULL);
  g_autofree char *subtitle = NULL;
  AdwActionRow *row;
  GtkWidget *avatar;

  if (age >= 0)
    years = g_strdup_printf (ngettext ("%d year old", "%d years old", age), age);
  first = tranche_client_join (role != NULL ? role : "", years != NULL ? years : "", NULL);
  subtitle = *second != '\0' ? g_strjoin ("\n", first, second, NULL) : g_strdup (first);

  row = tranche_client_row_new (member->name, subtitle);
  adw_action_row_set_subtitle_selectable (row, TRUE);
  avatar = adw_avatar_new (36, member->name, TRUE);
  adw_action_row_add_prefix (row, avatar);
  return row;
}
