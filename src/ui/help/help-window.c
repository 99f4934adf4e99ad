/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/help/help-window.h"

#include <glib/gi18n.h>

#include "model/help-topic.h"
#include "ui/help/help-view.h"

#define RESOURCE_FOLDER "/io/github/tranche_app/Tranche/help"

struct _TrancheHelpWindow
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwNavigationSplitView *split_view;
  AdwNavigationPage *content_page;
  GtkSearchEntry *search_entry;
  GtkStack *topic_states;
  GtkListBox *topics_box;
  TrancheHelpView *view;

  /* Owned */
  GListStore *topics;
  GtkFilterListModel *found; /* what the list shows */
};

G_DEFINE_FINAL_TYPE (TrancheHelpWindow, tranche_help_window, ADW_TYPE_WINDOW)

/* In the order of the list. */
static const char *const topic_ids[] = {
  "getting-started", "clients", "segments", "strategy",
  "agreements",      "import",  "backup",   "command-line",
};

/* What F1 opens, by the section of the window that is shown. */
static const struct
{
  const char *section;
  const char *topic;
} section_topics[] = {
  { "clients", "clients" },   { "overview", "segments" }, { "segments", "segments" },
  { "benefits", "segments" }, { "runs", "strategy" },
};

/* The guide in the first of the user's languages that has the page; "C", the last of them, has all.
 */
static GBytes *
find_page (const char *id)
{
  const char *const *languages = g_get_language_names ();

  for (guint i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf (RESOURCE_FOLDER "/%s/%s.page", languages[i], id);
      GBytes *page = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      if (page != NULL)
        return page;
    }
  return NULL;
}

static void
load_topics (TrancheHelpWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (topic_ids); i++)
    {
      g_autoptr (GBytes) page = find_page (topic_ids[i]);
      g_autoptr (TrancheHelpTopic) topic = NULL;
      g_autoptr (GError) error = NULL;

      if (page != NULL)
        topic = tranche_help_topic_read (topic_ids[i], page, &error);
      if (topic != NULL)
        g_list_store_append (self->topics, topic);
      else
        g_warning ("The guide lacks “%s”: %s", topic_ids[i], error ? error->message : "no page");
    }
}

static TrancheHelpTopic *
find_topic (TrancheHelpWindow *self, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->topics)); i++)
    {
      g_autoptr (TrancheHelpTopic) topic = g_list_model_get_item (G_LIST_MODEL (self->topics), i);

      if (g_str_equal (tranche_help_topic_get_id (topic), id))
        return g_steal_pointer (&topic);
    }
  return NULL;
}

static TrancheHelpTopic *
get_row_topic (TrancheHelpWindow *self, GtkListBoxRow *row)
{
  return g_list_model_get_item (G_LIST_MODEL (self->found), gtk_list_box_row_get_index (row));
}

/* None is selected while the search leaves it out. */
static void
select_row (TrancheHelpWindow *self)
{
  TrancheHelpTopic *shown = tranche_help_view_get_topic (self->view);

  gtk_list_box_unselect_all (self->topics_box);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->found)); i++)
    {
      g_autoptr (TrancheHelpTopic) topic = g_list_model_get_item (G_LIST_MODEL (self->found), i);

      if (topic == shown)
        gtk_list_box_select_row (self->topics_box,
                                 gtk_list_box_get_row_at_index (self->topics_box, (int) i));
    }
}

/* @section: (nullable): where to begin to read. */
static void
show_topic (TrancheHelpWindow *self, TrancheHelpTopic *topic, const char *section)
{
  tranche_help_view_show (self->view, topic, section);
  adw_navigation_page_set_title (self->content_page, tranche_help_topic_get_title (topic));
  select_row (self);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

/* Links name a topic, "import", or a section in it, "import#profiles". */
static void
link_activated_cb (TrancheHelpWindow *self, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (target, "#", 2);
  g_autoptr (TrancheHelpTopic) topic = find_topic (self, parts[0]);

  if (topic != NULL)
    show_topic (self, topic, parts[1]);
}

static void
topic_activated_cb (TrancheHelpWindow *self, GtkListBoxRow *row)
{
  g_autoptr (TrancheHelpTopic) topic = get_row_topic (self, row);

  show_topic (self, topic, NULL);
}

static void
search_changed_cb (TrancheHelpWindow *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->found), GTK_FILTER_CHANGE_DIFFERENT);
  select_row (self);
  gtk_stack_set_visible_child_name (
      self->topic_states,
      g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0 ? "topics" : "none");
}

static void
search_activated_cb (TrancheHelpWindow *self)
{
  g_autoptr (TrancheHelpTopic) first = g_list_model_get_item (G_LIST_MODEL (self->found), 0);

  if (first != NULL)
    show_topic (self, first, NULL);
}

static void
search_stopped_cb (TrancheHelpWindow *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TrancheHelpWindow *self = TRANCHE_HELP_WINDOW (widget);

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static gboolean
filter_topic_cb (gpointer item, gpointer user_data)
{
  TrancheHelpWindow *self = TRANCHE_HELP_WINDOW (user_data);

  return tranche_help_topic_matches (item,
                                     gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (tranche_help_topic_get_title (item));
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, tranche_help_topic_get_title (item),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tranche_help_topic_get_description (item), -1);
  return row;
}

/* The guide doesn't keep the program alive. */
static void
window_removed_cb (TrancheHelpWindow *self, GtkWindow *window, GtkApplication *application)
{
  for (GList *link = gtk_application_get_windows (application); link != NULL; link = link->next)
    {
      if (!TRANCHE_IS_HELP_WINDOW (link->data))
        return;
    }
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
tranche_help_window_dispose (GObject *object)
{
  TrancheHelpWindow *self = TRANCHE_HELP_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_HELP_WINDOW);
  g_clear_object (&self->found);
  g_clear_object (&self->topics);

  G_OBJECT_CLASS (tranche_help_window_parent_class)->dispose (object);
}

static void
tranche_help_window_class_init (TrancheHelpWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TRANCHE_TYPE_HELP_VIEW);

  object_class->dispose = tranche_help_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tranche_app/Tranche/ui/help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheHelpWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, TrancheHelpWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheHelpWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, TrancheHelpWindow, topic_states);
  gtk_widget_class_bind_template_child (widget_class, TrancheHelpWindow, topics_box);
  gtk_widget_class_bind_template_child (widget_class, TrancheHelpWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, link_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, topic_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);

  gtk_widget_class_install_action (widget_class, "help.search", NULL, search_action);
}

static void
tranche_help_window_init (TrancheHelpWindow *self)
{
  GtkFilter *filter;

  self->topics = g_list_store_new (TRANCHE_TYPE_HELP_TOPIC);
  load_topics (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  filter = GTK_FILTER (gtk_custom_filter_new (filter_topic_cb, self, NULL));
  self->found = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->topics)), filter);
  gtk_list_box_bind_model (self->topics_box, G_LIST_MODEL (self->found), create_row, NULL, NULL);
}

static TrancheHelpWindow *
find_help_window (GtkApplication *application)
{
  TrancheHelpWindow *self;

  for (GList *link = gtk_application_get_windows (application); link != NULL; link = link->next)
    {
      if (TRANCHE_IS_HELP_WINDOW (link->data))
        return link->data;
    }

  self = g_object_new (TRANCHE_TYPE_HELP_WINDOW, "application", application, NULL);
  g_signal_connect_object (application, "window-removed", G_CALLBACK (window_removed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
tranche_help_window_present (GtkApplication *application, const char *section_id)
{
  TrancheHelpWindow *self;
  g_autoptr (TrancheHelpTopic) topic = NULL;
  const char *id = topic_ids[0];

  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (guint i = 0; section_id != NULL && i < G_N_ELEMENTS (section_topics); i++)
    {
      if (g_str_equal (section_topics[i].section, section_id))
        id = section_topics[i].topic;
    }

  self = find_help_window (application);
  topic = find_topic (self, id);
  if (topic != NULL)
    show_topic (self, topic, NULL);
  gtk_window_present (GTK_WINDOW (self));
}
