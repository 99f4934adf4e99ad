/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/search-provider.h"

#include "model/client-finder.h"
#include "ui/app/application.h"

/* The desktop shows a handful, and how many more there are. */
#define MOST_RESULTS 30

/* People type on; an answer after that is of no use. */
#define TIMEOUT_SECONDS 4

/* How long a program that was started only to be asked stays for the next letter. */
#define IDLE_MS 12000

/* One letter finds everybody. */
#define LEAST_LETTERS 2

struct _TrancheSearchProvider
{
  GObject parent_instance;

  /* Borrowed: it owns this. */
  GtkApplication *application;

  /* Owned */
  GSettings *settings;
  TrancheClientFinder *finder;
  GHashTable *results; /* id → TrancheClientFacts, of the latest search */
  guint registration;
};

G_DEFINE_FINAL_TYPE (TrancheSearchProvider, tranche_search_provider, G_TYPE_OBJECT)

static const char introspection[]
    = "<node><interface name='org.gnome.Shell.SearchProvider2'>"
      "<method name='GetInitialResultSet'><arg type='as' direction='in'/>"
      "<arg type='as' direction='out'/></method>"
      "<method name='GetSubsearchResultSet'><arg type='as' direction='in'/>"
      "<arg type='as' direction='in'/><arg type='as' direction='out'/></method>"
      "<method name='GetResultMetas'><arg type='as' direction='in'/>"
      "<arg type='aa{sv}' direction='out'/></method>"
      "<method name='ActivateResult'><arg type='s' direction='in'/>"
      "<arg type='as' direction='in'/><arg type='u' direction='in'/></method>"
      "<method name='LaunchSearch'><arg type='as' direction='in'/>"
      "<arg type='u' direction='in'/></method>"
      "</interface></node>";

static gboolean
is_on (TrancheSearchProvider *self)
{
  return g_settings_get_boolean (self->settings, "search-clients");
}

/* Searching
 * ---------------------------------------------------------------------------------------------- */

typedef struct
{
  TrancheSearchProvider *self;
  GDBusMethodInvocation *invocation;
  GCancellable *cancellable;
  guint timeout_id;
} Search;

static void
search_free (Search *search)
{
  g_clear_handle_id (&search->timeout_id, g_source_remove);
  g_application_release (G_APPLICATION (search->self->application));
  g_object_unref (search->cancellable);
  g_object_unref (search->self);
  g_free (search);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

static gboolean
timeout_cb (gpointer user_data)
{
  Search *search = user_data;

  search->timeout_id = 0;
  g_cancellable_cancel (search->cancellable);
  return G_SOURCE_REMOVE;
}

static void
return_ids (GDBusMethodInvocation *invocation, GPtrArray *facts)
{
  g_auto (GVariantBuilder) ids = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_STRING_ARRAY);

  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      const TrancheClientFacts *client = g_ptr_array_index (facts, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, client->id);

      g_variant_builder_add (&ids, "s", id);
    }
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(as)", &ids));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Search) search = user_data;
  TrancheSearchProvider *self = search->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts
      = tranche_client_finder_find_finish (TRANCHE_CLIENT_FINDER (source), result, &error);

  if (error != NULL)
    g_debug ("Nothing is found for the desktop: %s", error->message);
  g_hash_table_remove_all (self->results);
  /* It may have been switched off meanwhile. */
  if (!is_on (self))
    g_clear_pointer (&facts, g_ptr_array_unref);
  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      TrancheClientFacts *client = g_ptr_array_index (facts, i);

      g_hash_table_insert (self->results, g_memdup2 (&client->id, sizeof client->id),
                           tranche_client_facts_ref (client));
    }
  return_ids (search->invocation, facts);
}

/* The one whose window was used last. */
static TrancheWindow *
find_open_window (TrancheSearchProvider *self)
{
  for (GList *link = gtk_application_get_windows (self->application); link != NULL;
       link = link->next)
    if (TRANCHE_IS_WINDOW (link->data) && tranche_window_get_session (link->data) != NULL)
      return link->data;
  return NULL;
}

static void
find (TrancheSearchProvider *self, char **terms, GDBusMethodInvocation *invocation)
{
  g_autofree char *words = g_strstrip (g_strjoinv (" ", terms));
  TrancheWindow *window = find_open_window (self);
  g_autofree char *path = window != NULL ? g_strdup (tranche_window_get_path (window))
                                         : g_settings_get_string (self->settings, "last-file");
  Search *search;

  if (!is_on (self) || *path == '\0' || g_utf8_strlen (words, -1) < LEAST_LETTERS)
    {
      g_hash_table_remove_all (self->results);
      return_ids (invocation, NULL);
      return;
    }

  search = g_new0 (Search, 1);
  search->self = g_object_ref (self);
  search->invocation = invocation;
  search->cancellable = g_cancellable_new ();
  search->timeout_id = g_timeout_add_seconds (TIMEOUT_SECONDS, timeout_cb, search);
  g_application_hold (G_APPLICATION (self->application));
  tranche_client_finder_find_async (
      self->finder, window != NULL ? tranche_window_get_session (window) : NULL, path, words,
      MOST_RESULTS, search->cancellable, found_cb, search);
}

/* Showing
 * ---------------------------------------------------------------------------------------------- */

static void
add_meta (TrancheSearchProvider *self, GVariantBuilder *metas, const char *id, GVariant *icon)
{
  const gint64 number = g_ascii_strtoll (id, NULL, 10);
  const TrancheClientFacts *client = g_hash_table_lookup (self->results, &number);
  const char *kind;

  /* Only who was found may be asked about. */
  if (client == NULL)
    return;

  kind = tranche_client_kind_get_name (client->kind);
  g_variant_builder_open (metas, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (metas, "{sv}", "id", g_variant_new_string (id));
  g_variant_builder_add (metas, "{sv}", "name", g_variant_new_string (client->name));
  if (kind != NULL)
    g_variant_builder_add (metas, "{sv}", "description", g_variant_new_string (kind));
  g_variant_builder_add (metas, "{sv}", "icon", icon);
  g_variant_builder_close (metas);
}

static void
return_metas (TrancheSearchProvider *self, char **ids, GDBusMethodInvocation *invocation)
{
  g_auto (GVariantBuilder) metas = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));
  g_autoptr (GIcon) icon = g_themed_icon_new (TRANCHE_APPLICATION_ID);
  g_autoptr (GVariant) serialized = g_icon_serialize (icon);

  for (guint i = 0; is_on (self) && ids[i] != NULL; i++)
    add_meta (self, &metas, ids[i], serialized);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(aa{sv})", &metas));
}

/* Going there
 * ---------------------------------------------------------------------------------------------- */

static void
request (TrancheSearchProvider *self, const char *action, GVariant *target)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (target);

  if (is_on (self))
    tranche_application_request (TRANCHE_APPLICATION (self->application), NULL, action, owned);
}

static void
method_call_cb (GDBusConnection *connection,
                const char *sender,
                const char *path,
                const char *interface,
                const char *method,
                GVariant *parameters,
                GDBusMethodInvocation *invocation,
                gpointer user_data)
{
  TrancheSearchProvider *self = user_data;
  g_autofree const char **terms = NULL;
  const char *id;

  /* A program that nobody looks at goes by itself some time after the last question. */
  if (gtk_application_get_windows (self->application) == NULL)
    g_application_set_inactivity_timeout (G_APPLICATION (self->application), IDLE_MS);

  g_application_hold (G_APPLICATION (self->application));
  if (g_str_equal (method, "GetInitialResultSet"))
    {
      g_variant_get (parameters, "(^a&s)", &terms);
      find (self, (char **) terms, invocation);
    }
  else if (g_str_equal (method, "GetSubsearchResultSet"))
    {
      g_variant_get (parameters, "(as^a&s)", NULL, &terms);
      find (self, (char **) terms, invocation);
    }
  else if (g_str_equal (method, "GetResultMetas"))
    {
      g_variant_get (parameters, "(^a&s)", &terms);
      return_metas (self, (char **) terms, invocation);
    }
  else if (g_str_equal (method, "ActivateResult"))
    {
      g_variant_get (parameters, "(&s^a&su)", &id, &terms, NULL);
      request (self, "show-client", g_variant_new_int64 (g_ascii_strtoll (id, NULL, 10)));
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else
    {
      g_autofree char *words = NULL;

      g_variant_get (parameters, "(^a&su)", &terms, NULL);
      words = g_strjoinv (" ", (char **) terms);
      request (self, "find-clients", g_variant_new_string (words));
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  g_application_release (G_APPLICATION (self->application));
}

/* The provider
 * ---------------------------------------------------------------------------------------------- */

static void
setting_changed_cb (TrancheSearchProvider *self)
{
  if (is_on (self))
    return;
  tranche_client_finder_forget (self->finder);
  g_hash_table_remove_all (self->results);
}

static void
tranche_search_provider_finalize (GObject *object)
{
  TrancheSearchProvider *self = TRANCHE_SEARCH_PROVIDER (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->finder);
  g_clear_pointer (&self->results, g_hash_table_unref);

  G_OBJECT_CLASS (tranche_search_provider_parent_class)->finalize (object);
}

static void
tranche_search_provider_class_init (TrancheSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tranche_search_provider_finalize;
}

static void
tranche_search_provider_init (TrancheSearchProvider *self)
{
  self->settings = g_settings_new ("io.github.tranche_app.Tranche");
  self->finder = tranche_client_finder_new ();
  self->results = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                         (GDestroyNotify) tranche_client_facts_unref);
  g_signal_connect_object (self->settings, "changed::search-clients",
                           G_CALLBACK (setting_changed_cb), self, G_CONNECT_SWAPPED);
}

TrancheSearchProvider *
tranche_search_provider_new (GtkApplication *application)
{
  TrancheSearchProvider *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  self = g_object_new (TRANCHE_TYPE_SEARCH_PROVIDER, NULL);
  self->application = application;
  return self;
}

gboolean
tranche_search_provider_export (TrancheSearchProvider *self,
                                GDBusConnection *connection,
                                const char *path,
                                GError **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_call_cb };
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autofree char *own_path = NULL;

  g_return_val_if_fail (TRANCHE_IS_SEARCH_PROVIDER (self), FALSE);

  node = g_dbus_node_info_new_for_xml (introspection, error);
  if (node == NULL)
    return FALSE;
  own_path = g_strconcat (path, "/SearchProvider", NULL);
  self->registration = g_dbus_connection_register_object (connection, own_path, node->interfaces[0],
                                                          &vtable, self, NULL, error);
  return self->registration != 0;
}

void
tranche_search_provider_unexport (TrancheSearchProvider *self, GDBusConnection *connection)
{
  g_return_if_fail (TRANCHE_IS_SEARCH_PROVIDER (self));

  if (self->registration != 0)
    g_dbus_connection_unregister_object (connection, g_steal_handle_id (&self->registration));
}
