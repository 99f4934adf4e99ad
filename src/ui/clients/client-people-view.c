/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-people-view.h"

#include <glib/gi18n.h>

#include "ui/clients/client-rows.h"
#include "ui/clients/client-services.h"

struct _TrancheClientPeopleView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (TrancheClientPeopleView, tranche_client_people_view, ADW_TYPE_BIN)

static GtkListBox *
add_group (TrancheClientPeopleView *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *list = gtk_list_box_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  gtk_box_append (self->box, group);
  return GTK_LIST_BOX (list);
}

static gboolean
has_ended (TrancheDate end, TrancheDate today)
{
  return end != TRANCHE_DATE_NONE && end < today;
}

static void
add_members (TrancheClientPeopleView *self, const TrancheClientFile *file)
{
  const GPtrArray *members = file->detail->members;
  GtkListBox *list = add_group (self, _ ("Members"), NULL);

  for (guint i = 0; i < members->len; i++)
    {
      const TrancheClientMember *member = g_ptr_array_index (members, i);
      g_autofree char *period = tranche_client_format_period (TRANCHE_DATE_NONE, member->end);
      g_autofree char *since = member->end == TRANCHE_DATE_NONE
                                   ? tranche_client_format_period (member->start, TRANCHE_DATE_NONE)
                                   : g_strdup (period);
      AdwActionRow *row = tranche_client_member_row_new (member, file->today);

      if (*since != '\0')
        tranche_client_row_add_value (row, since, TRUE);
      if (has_ended (member->end, file->today))
        gtk_widget_add_css_class (GTK_WIDGET (row), "dimmed");
      gtk_list_box_append (list, GTK_WIDGET (row));
    }
  if (members->len == 0)
    gtk_list_box_append (list,
                         tranche_client_nothing_row_new (_ ("Nobody belongs to this client yet.")));
}

static void
add_groups (TrancheClientPeopleView *self, const TrancheClientFile *file)
{
  const GPtrArray *groups = file->detail->groups;
  GtkListBox *list;

  if (groups->len == 0)
    return;

  list = add_group (self, _ ("Groups"), NULL);
  for (guint i = 0; i < groups->len; i++)
    {
      const TrancheClientGroupLink *group = g_ptr_array_index (groups, i);
      const char *kind = tranche_group_kind_get_name ((int) group->kind);
      g_autofree char *count
          = g_strdup_printf (ngettext ("%'d client", "%'d clients", (gulong) group->n_clients),
                             (int) group->n_clients);
      g_autofree char *subtitle
          = tranche_client_join (kind != NULL ? kind : "", count,
                                 group->is_primary ? _ ("production counts here") : "", NULL);
      AdwActionRow *row = tranche_client_row_new (group->name, subtitle);

      tranche_client_row_add_icon (row, "tranche-groups-symbolic");
      gtk_list_box_append (list, GTK_WIDGET (row));
    }
}

static const char *
get_icon_name (TranchePartyKind kind)
{
  switch (kind)
    {
    case TRANCHE_PARTY_CLIENT:
      return "tranche-clients-symbolic";
    case TRANCHE_PARTY_GROUP:
      return "tranche-groups-symbolic";
    case TRANCHE_PARTY_PROVIDER:
    case TRANCHE_PARTY_DIVISION:
      return "tranche-statements-symbolic";
    case TRANCHE_PARTY_PERSON:
    case TRANCHE_PARTY_TEAM_MEMBER:
    default:
      return "tranche-people-symbolic";
    }
}

static AdwActionRow *
create_relationship_row (const TrancheClientRelationship *relationship, TrancheDate today)
{
  AdwActionRow *row
      = tranche_client_property_row_new (relationship->phrase, relationship->other_name);
  g_autofree char *period
      = relationship->end != TRANCHE_DATE_NONE
            ? tranche_client_format_period (TRANCHE_DATE_NONE, relationship->end)
            : tranche_client_format_period (relationship->start, TRANCHE_DATE_NONE);

  tranche_client_row_add_icon (row, get_icon_name (relationship->other_kind));
  if (*period != '\0')
    tranche_client_row_add_value (row, period, TRUE);
  if (has_ended (relationship->end, today))
    gtk_widget_add_css_class (GTK_WIDGET (row), "dimmed");
  return row;
}

/* A group for the client and for each member, in the order of their first relationship. */
static void
add_relationships (TrancheClientPeopleView *self, const TrancheClientFile *file)
{
  g_autoptr (GHashTable) lists = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < file->relationships->len; i++)
    {
      const TrancheClientRelationship *relationship = g_ptr_array_index (file->relationships, i);
      GtkListBox *list = g_hash_table_lookup (lists, &relationship->subject_id);

      if (list == NULL)
        {
          g_autofree char *title
              /* Translators: %s is a client or a person */
              = g_strdup_printf (_ ("Relationships of %s"), relationship->subject_name);

          list = add_group (self, title, NULL);
          g_hash_table_insert (lists, (gpointer) &relationship->subject_id, list);
        }
      gtk_list_box_append (list, GTK_WIDGET (create_relationship_row (relationship, file->today)));
    }

  if (file->relationships->len == 0)
    gtk_list_box_append (
        add_group (self, _ ("Relationships"), NULL),
        tranche_client_nothing_row_new (_ ("No relationships with other people or firms yet.")));
}

static void
tranche_client_people_view_dispose (GObject *object)
{
  /* The template’s own child goes before the template does. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), TRANCHE_TYPE_CLIENT_PEOPLE_VIEW);

  G_OBJECT_CLASS (tranche_client_people_view_parent_class)->dispose (object);
}

static void
tranche_client_people_view_class_init (TrancheClientPeopleViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_client_people_view_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/client-people-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPeopleView, box);
}

static void
tranche_client_people_view_init (TrancheClientPeopleView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tranche_client_people_view_set_file (TrancheClientPeopleView *self, TrancheClientFile *file)
{
  GtkWidget *child;

  g_return_if_fail (TRANCHE_IS_CLIENT_PEOPLE_VIEW (self));
  g_return_if_fail (file != NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  add_members (self, file);
  add_groups (self, file);
  add_relationships (self, file);
}
