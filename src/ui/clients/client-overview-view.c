/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-overview-view.h"

#include <glib/gi18n.h>

#include "ui/clients/client-rows.h"
#include "ui/clients/client-services.h"
#include "ui/widgets/segment-badge.h"
#include "ui/widgets/value-label.h"

struct _TrancheClientOverviewView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkListBox *members_list;
  GtkListBox *contact_list;
  GtkListBox *dates_list;
  AdwPreferencesGroup *package_group;
  TrancheSegmentBadge *package_badge;
  GtkListBox *services_list;

  GtkOrientation orientation;
};

enum
{
  PROP_0,
  PROP_ORIENTATION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (TrancheClientOverviewView, tranche_client_overview_view, ADW_TYPE_BIN)

static void
append_row (GtkListBox *list, AdwActionRow *row)
{
  gtk_list_box_append (list, GTK_WIDGET (row));
}

static void
fill_members (TrancheClientOverviewView *self, const TrancheClientFile *file)
{
  const GPtrArray *members = file->detail->members;
  guint n_shown = 0;

  gtk_list_box_remove_all (self->members_list);
  for (guint i = 0; i < members->len; i++)
    {
      const TrancheClientMember *member = g_ptr_array_index (members, i);

      if (member->end != TRANCHE_DATE_NONE && member->end < file->today)
        continue;
      append_row (self->members_list, tranche_client_member_row_new (member, file->today));
      n_shown++;
    }
  if (n_shown == 0)
    gtk_list_box_append (self->members_list,
                         tranche_client_nothing_row_new (_ ("Nobody belongs to this client yet.")));
}

static guint
add_field (GtkListBox *list, const char *name, const char *value)
{
  if (*value == '\0')
    return 0;
  append_row (list, tranche_client_property_row_new (name, value));
  return 1;
}

static void
fill_contact (TrancheClientOverviewView *self, const TrancheClientDetail *detail)
{
  guint n_shown = 0;

  gtk_list_box_remove_all (self->contact_list);
  n_shown += add_field (self->contact_list, _ ("Phone"), detail->phone);
  n_shown += add_field (self->contact_list, _ ("E-Mail"), detail->email);
  n_shown += add_field (self->contact_list, _ ("Address"), detail->address);
  n_shown += add_field (self->contact_list, _ ("Salutation"), detail->salutation);
  n_shown += add_field (self->contact_list, _ ("Client Number"), detail->reference);
  n_shown += add_field (self->contact_list, _ ("Came By"), detail->source_name);
  n_shown += add_field (self->contact_list, _ ("Notes"), detail->notes);
  if (n_shown == 0)
    gtk_list_box_append (self->contact_list,
                         tranche_client_nothing_row_new (_ ("No contact details yet.")));
}

typedef struct
{
  TrancheDate date;
  char *title;
  char *subtitle;
} NextDate;

static void
clear_next_date (gpointer data)
{
  NextDate *next = data;

  g_clear_pointer (&next->title, g_free);
  g_clear_pointer (&next->subtitle, g_free);
}

static int
compare_next_dates (gconstpointer a, gconstpointer b)
{
  return ((const NextDate *) a)->date - ((const NextDate *) b)->date;
}

static void
add_next_date (GArray *dates, TrancheDate date, const char *title, const char *subtitle)
{
  const NextDate next = { date, g_strdup (title), g_strdup (subtitle) };

  g_array_append_val (dates, next);
}

static void
add_agreement_dates (GArray *dates, const TrancheClientAgreement *agreement, TrancheDate today)
{
  if (!tranche_client_agreement_is_running (agreement, today))
    return;

  if (agreement->kind == TRANCHE_AGREEMENT_FIXED_TERM && agreement->end != TRANCHE_DATE_NONE)
    add_next_date (dates, agreement->end, _ ("Fixed term ends"), agreement->number);
  if (!agreement->has_window)
    return;
  if (agreement->window.opens > today)
    add_next_date (dates, agreement->window.opens, _ ("Consent can be signed"), agreement->number);
  if (agreement->window.anniversary >= today)
    add_next_date (dates, agreement->window.anniversary, _ ("Anniversary"), agreement->number);
  add_next_date (dates, agreement->window.closes, _ ("Last day for the consent"),
                 agreement->number);
}

static void
fill_dates (TrancheClientOverviewView *self, const TrancheClientFile *file)
{
  g_autoptr (GArray) dates = g_array_new (FALSE, FALSE, sizeof (NextDate));

  g_array_set_clear_func (dates, clear_next_date);
  for (guint i = 0; i < file->agreements->len; i++)
    add_agreement_dates (dates, g_ptr_array_index (file->agreements, i), file->today);
  if (file->segment->override_id != 0 && file->segment->override_end != TRANCHE_DATE_NONE)
    add_next_date (dates, file->segment->override_end, _ ("Segment set by hand lapses"),
                   file->segment->override_segment_name);
  g_array_sort (dates, compare_next_dates);

  gtk_list_box_remove_all (self->dates_list);
  for (guint i = 0; i < dates->len; i++)
    {
      const NextDate *next = &g_array_index (dates, NextDate, i);
      AdwActionRow *row = tranche_client_row_new (next->title, next->subtitle);
      GtkWidget *label = gtk_label_new (NULL);

      tranche_label_set_date (GTK_LABEL (label), next->date, file->today);
      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (row, label);
      append_row (self->dates_list, row);
    }
  if (dates->len == 0)
    gtk_list_box_append (self->dates_list,
                         tranche_client_nothing_row_new (_ ("Nothing is due for this client.")));
}

static void
fill_package (TrancheClientOverviewView *self, const TrancheClientFile *file)
{
  const TrancheClientAgreement *agreement = tranche_client_file_get_agreement (file);
  const TrancheAgreementPackage *package;
  const TrancheSegmentLook *look;
  g_autofree char *period = NULL;
  g_autofree char *differs = NULL;
  g_autofree char *description = NULL;
  g_autofree char *escaped = NULL;

  gtk_list_box_remove_all (self->services_list);
  gtk_widget_set_visible (GTK_WIDGET (self->package_badge), agreement != NULL);
  if (agreement == NULL)
    {
      adw_preferences_group_set_description (self->package_group, NULL);
      gtk_list_box_append (
          self->services_list,
          tranche_client_nothing_row_new (_ ("No agreement is running, so nothing is promised.")));
      return;
    }

  look = tranche_segment_looks_find (file->looks, agreement->segment_id);
  tranche_segment_badge_set (self->package_badge, look != NULL ? look->name : NULL,
                             look != NULL ? (int) look->colour : 0,
                             look != NULL ? (int) look->mark : 0);
  period = tranche_client_format_period (agreement->period_start, agreement->period_end);
  package = tranche_client_package_find_agreement (file->package, agreement->id);
  if (package != NULL && package->differs)
    /* Translators: %s is a segment */
    differs = g_strdup_printf (_ ("differs from the client’s “%s”"), file->package->segment_name);
  description
      = tranche_client_join (agreement->number, period, differs != NULL ? differs : "", NULL);
  escaped = g_markup_escape_text (description, -1);
  adw_preferences_group_set_description (self->package_group, escaped);
  tranche_client_services_fill (self->services_list, agreement, file->today);
}

static gboolean
is_horizontal (TrancheClientOverviewView *self, GtkOrientation orientation)
{
  return orientation == GTK_ORIENTATION_HORIZONTAL;
}

static void
tranche_client_overview_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TRANCHE_TYPE_CLIENT_OVERVIEW_VIEW);

  G_OBJECT_CLASS (tranche_client_overview_view_parent_class)->dispose (object);
}

static void
tranche_client_overview_view_get_property (GObject *object,
                                           guint property_id,
                                           GValue *value,
                                           GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_ORIENTATION:
      g_value_set_enum (value, (int) TRANCHE_CLIENT_OVERVIEW_VIEW (object)->orientation);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_client_overview_view_set_property (GObject *object,
                                           guint property_id,
                                           const GValue *value,
                                           GParamSpec *pspec)
{
  TrancheClientOverviewView *self = TRANCHE_CLIENT_OVERVIEW_VIEW (object);

  switch (property_id)
    {
    case PROP_ORIENTATION:
      if (self->orientation != (GtkOrientation) g_value_get_enum (value))
        {
          self->orientation = (GtkOrientation) g_value_get_enum (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_client_overview_view_class_init (TrancheClientOverviewViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tranche_client_overview_view_dispose;
  object_class->get_property = tranche_client_overview_view_get_property;
  object_class->set_property = tranche_client_overview_view_set_property;

  props[PROP_ORIENTATION] = g_param_spec_enum (
      "orientation", NULL, NULL, GTK_TYPE_ORIENTATION, GTK_ORIENTATION_HORIZONTAL,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (TRANCHE_TYPE_SEGMENT_BADGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/client-overview-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheClientOverviewView, members_list);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientOverviewView, contact_list);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientOverviewView, dates_list);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientOverviewView, package_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientOverviewView, package_badge);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientOverviewView, services_list);
  gtk_widget_class_bind_template_callback (widget_class, is_horizontal);
}

static void
tranche_client_overview_view_init (TrancheClientOverviewView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tranche_segment_badge_set_whole (self->package_badge, TRUE);
}

void
tranche_client_overview_view_set_file (TrancheClientOverviewView *self, TrancheClientFile *file)
{
  g_return_if_fail (TRANCHE_IS_CLIENT_OVERVIEW_VIEW (self));
  g_return_if_fail (file != NULL);

  fill_members (self, file);
  fill_contact (self, file->detail);
  fill_dates (self, file);
  fill_package (self, file);
}
