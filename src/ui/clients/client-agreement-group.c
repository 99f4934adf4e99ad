/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-agreement-group.h"

#include <glib/gi18n.h>

#include "ui/clients/client-rows.h"
#include "ui/clients/client-services.h"
#include "ui/widgets/value-label.h"

static char *
describe (const TrancheClientAgreement *agreement)
{
  const char *kind = tranche_agreement_kind_get_name ((int) agreement->kind);
  g_autofree char *period = tranche_client_format_period (agreement->start, agreement->end);
  g_autofree char *joint = NULL;

  if (agreement->group_name != NULL)
    /* Translators: %s is a group of clients */
    joint = g_strdup_printf (_ ("joint with “%s”"), agreement->group_name);
  return tranche_client_join (kind != NULL ? kind : "", period, joint != NULL ? joint : "",
                              agreement->adviser_name, NULL);
}

/* "Signed", or what became of it since. */
static char *
format_state (const TrancheClientAgreement *agreement, TrancheDate today)
{
  const char *name = tranche_agreement_state_get_name ((int) agreement->state);
  gboolean standing = agreement->state == TRANCHE_AGREEMENT_ISSUED
                      || agreement->state == TRANCHE_AGREEMENT_SIGNED;

  if (agreement->ended_on != TRANCHE_DATE_NONE)
    {
      g_autofree char *day = tranche_date_format (agreement->ended_on);

      switch (agreement->state)
        {
        case TRANCHE_AGREEMENT_EXPIRED:
          return g_strdup_printf (_ ("Expired on %s"), day);
        case TRANCHE_AGREEMENT_SUPERSEDED:
          return g_strdup_printf (_ ("Superseded on %s"), day);
        case TRANCHE_AGREEMENT_DRAFT:
        case TRANCHE_AGREEMENT_ISSUED:
        case TRANCHE_AGREEMENT_SIGNED:
        case TRANCHE_AGREEMENT_ENDED:
        default:
          /* Translators: the state of an agreement, since a day */
          return g_strdup_printf (_ ("Ended on %s"), day);
        }
    }
  if (standing && agreement->end != TRANCHE_DATE_NONE && agreement->end < today)
    return g_strdup (_ ("Term is over"));
  if (agreement->state == TRANCHE_AGREEMENT_SIGNED && agreement->signed_on != TRANCHE_DATE_NONE)
    {
      g_autofree char *day = tranche_date_format (agreement->signed_on);

      return g_strdup_printf (_ ("Signed on %s"), day);
    }
  return g_strdup (name != NULL ? name : "");
}

static GtkWidget *
create_state_row (const TrancheClientAgreement *agreement, TrancheDate today)
{
  g_autofree char *state = format_state (agreement, today);
  AdwActionRow *row = tranche_client_row_new (_ ("State"), NULL);
  GtkWidget *label = gtk_label_new (state);

  gtk_widget_add_css_class (
      label, tranche_client_agreement_is_running (agreement, today) ? "success" : "dimmed");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (row, label);
  return GTK_WIDGET (row);
}

static GtkWidget *
create_package_row (const TrancheClientAgreement *agreement, const TrancheClientFile *file)
{
  const TrancheSegmentLook *look = tranche_segment_looks_find (file->looks, agreement->segment_id);
  const TrancheAgreementPackage *package
      = tranche_client_package_find_agreement (file->package, agreement->id);
  g_autofree char *note = NULL;
  AdwActionRow *row;

  if (look == NULL)
    note = g_strdup (_ ("None chosen"));
  else if (package != NULL && package->differs)
    /* Translators: %s is a segment */
    note = g_strdup_printf (_ ("Differs from the client’s package, “%s”"),
                            file->package->segment_name);

  row = tranche_client_row_new (_ ("Service Package"), note);
  if (look != NULL)
    tranche_client_row_add_segment (row, look);
  return GTK_WIDGET (row);
}

static AdwExpanderRow *
create_expander (const char *title, const char *subtitle, const char *value)
{
  AdwExpanderRow *row = ADW_EXPANDER_ROW (adw_expander_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (row, subtitle);
  if (value != NULL)
    {
      GtkWidget *label = gtk_label_new (value);

      gtk_widget_add_css_class (label, "numeric");
      adw_expander_row_add_suffix (row, label);
    }
  return row;
}

static GtkWidget *
create_services_row (const TrancheClientAgreement *agreement)
{
  g_autofree char *period
      = tranche_client_format_period (agreement->period_start, agreement->period_end);
  g_autofree char *value = NULL;
  gint64 expected = 0;
  gint64 received = 0;
  AdwExpanderRow *row;

  for (guint i = 0; i < agreement->services->len; i++)
    {
      const TrancheAgreementService *service = g_ptr_array_index (agreement->services, i);

      if (service->expected <= 0)
        continue;
      expected += service->expected;
      received += MIN (service->received, service->expected);
    }

  /* Translators: how many services were received of how many promised, “3 of 4” */
  value = g_strdup_printf (_ ("%d of %d"), (int) received, (int) expected);
  row = create_expander (_ ("Services Received"), period, expected > 0 ? value : NULL);
  for (guint i = 0; i < agreement->services->len; i++)
    adw_expander_row_add_row (row, GTK_WIDGET (tranche_client_service_row_new (
                                       g_ptr_array_index (agreement->services, i))));
  return GTK_WIDGET (row);
}

static AdwActionRow *
create_fee_row (const TrancheAgreementFee *fee)
{
  const char *basis = tranche_fee_basis_get_name ((int) fee->basis);
  g_autofree char *subtitle
      = tranche_client_join (tranche_frequency_get_name (fee->frequency),
                             fee->basis == TRANCHE_FEE_ESTIMATE && basis != NULL ? basis : "",
                             fee->method, fee->account, NULL);
  AdwActionRow *row = tranche_client_row_new (fee->name, subtitle);
  GtkWidget *label = tranche_money_label_new ();

  tranche_label_set_money (GTK_LABEL (label), fee->amount);
  adw_action_row_add_suffix (row, label);
  return row;
}

static GtkWidget *
create_fees_row (const TrancheClientAgreement *agreement, const char *currency)
{
  g_autofree char *value = g_strdup_printf (ngettext ("%d fee", "%d fees", agreement->fees->len),
                                            (int) agreement->fees->len);
  /* Translators: %s is the currency’s code */
  g_autofree char *subtitle = g_strdup_printf (_ ("Amounts of one payment, in %s"), currency);
  AdwExpanderRow *row = create_expander (_ ("Fees"), subtitle, value);

  for (guint i = 0; i < agreement->fees->len; i++)
    adw_expander_row_add_row (row,
                              GTK_WIDGET (create_fee_row (g_ptr_array_index (agreement->fees, i))));
  return GTK_WIDGET (row);
}

static GtkWidget *
create_documents_row (const TrancheClientAgreement *agreement)
{
  g_autofree char *value = g_strdup_printf ("%d", (int) agreement->documents->len);
  AdwExpanderRow *row = create_expander (_ ("Issued Documents"), "", value);

  for (guint i = 0; i < agreement->documents->len; i++)
    {
      const TrancheAgreementDocument *document = g_ptr_array_index (agreement->documents, i);
      g_autofree char *day = tranche_date_format (document->issued_on);
      g_autofree char *pages = g_strdup_printf (
          ngettext ("%d page", "%d pages", (gulong) document->pages), (int) document->pages);
      g_autofree char *subtitle = tranche_client_join (document->number, pages, NULL);
      AdwActionRow *child = tranche_client_row_new (document->title, subtitle);

      tranche_client_row_add_value (child, day, TRUE);
      adw_expander_row_add_row (row, GTK_WIDGET (child));
    }
  return GTK_WIDGET (row);
}

GtkWidget *
tranche_client_agreement_group_new (const TrancheClientAgreement *agreement,
                                    const TrancheClientFile *file,
                                    const char *currency)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *title = g_markup_escape_text (agreement->number, -1);
  g_autofree char *description = describe (agreement);
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, escaped);
  adw_preferences_group_add (group, create_state_row (agreement, file->today));
  adw_preferences_group_add (group, create_package_row (agreement, file));
  if (*agreement->end_basis != '\0')
    adw_preferences_group_add (group, GTK_WIDGET (tranche_client_property_row_new (
                                          _ ("Why It Ended"), agreement->end_basis)));
  if (agreement->services->len > 0)
    adw_preferences_group_add (group, create_services_row (agreement));
  if (agreement->fees->len > 0)
    adw_preferences_group_add (group, create_fees_row (agreement, currency));
  if (agreement->documents->len > 0)
    adw_preferences_group_add (group, create_documents_row (agreement));
  return GTK_WIDGET (group);
}
