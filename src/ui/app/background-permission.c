/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/background-permission.h"

#include <glib/gi18n.h>
#include <string.h>

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Background"
#define REQUEST_INTERFACE "org.freedesktop.portal.Request"

/* The first value of a Request's Response: others are "cancelled" and "ended in some other way". */
#define RESPONSE_SUCCESS 0

typedef struct
{
  GDBusConnection *bus;
  char *request_path;
  guint subscription;
  gulong cancelled_id;
  gboolean autostart;
  gboolean is_answered;
} Request;

static void
request_free (Request *request)
{
  if (request->subscription != 0)
    g_dbus_connection_signal_unsubscribe (request->bus, request->subscription);
  g_clear_object (&request->bus);
  g_free (request->request_path);
  g_free (request);
}

/* The answer ends the subscription, which holds the task. */
static void
finish (GTask *task, TrancheBackgroundAnswer answer, GError *error)
{
  Request *request = g_task_get_task_data (task);

  if (request->is_answered)
    {
      g_clear_error (&error);
      return;
    }
  request->is_answered = TRUE;
  g_clear_signal_handler (&request->cancelled_id, g_task_get_cancellable (task));
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, answer);
  if (request->subscription != 0)
    g_dbus_connection_signal_unsubscribe (request->bus, g_steal_handle_id (&request->subscription));
}

static void
response_cb (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer user_data)
{
  GTask *task = user_data;
  const Request *request = g_task_get_task_data (task);
  g_autoptr (GVariant) results = NULL;
  gboolean background = FALSE;
  gboolean autostart = FALSE;
  guint32 response;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    {
      finish (task, TRANCHE_BACKGROUND_REFUSED, NULL);
      return;
    }
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "background", "b", &background);
  g_variant_lookup (results, "autostart", "b", &autostart);
  if (response == RESPONSE_SUCCESS && background && (autostart || !request->autostart))
    finish (task, TRANCHE_BACKGROUND_GRANTED, NULL);
  else
    finish (task, TRANCHE_BACKGROUND_REFUSED, NULL);
}

static void
subscribe (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  if (request->subscription != 0)
    g_dbus_connection_signal_unsubscribe (request->bus, g_steal_handle_id (&request->subscription));
  request->subscription = g_dbus_connection_signal_subscribe (
      request->bus, PORTAL_NAME, REQUEST_INTERFACE, "Response", request->request_path, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, response_cb, g_object_ref (task), g_object_unref);
}

static gboolean
is_missing (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_INTERFACE)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  const char *path;

  if (reply == NULL)
    {
      if (is_missing (error))
        finish (task, TRANCHE_BACKGROUND_NO_PORTAL, NULL);
      else
        finish (task, TRANCHE_BACKGROUND_FAILED, g_steal_pointer (&error));
      return;
    }

  /* Portals before 0.9 choose a path of their own. */
  g_variant_get (reply, "(&o)", &path);
  if (!request->is_answered && !g_str_equal (path, request->request_path))
    {
      g_set_str (&request->request_path, path);
      subscribe (task);
    }
}

/* Where the portal is to answer: known before the call, so that no answer comes too early. */
static char *
dup_request_path (GDBusConnection *bus, const char *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (bus) + 1);

  g_strdelimit (sender, ".", '_');
  return g_strdup_printf (PORTAL_PATH "/request/%s/%s", sender, token);
}

static void
close_request_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  Request *request = g_task_get_task_data (task);

  if (request->bus != NULL && request->request_path != NULL)
    g_dbus_connection_call (request->bus, PORTAL_NAME, request->request_path, REQUEST_INTERFACE,
                            "Close", NULL, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL,
                            NULL);
  /* The handler that runs can't be disconnected from within. */
  request->cancelled_id = 0;
  finish (task, TRANCHE_BACKGROUND_FAILED,
          g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled")));
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autofree char *token = NULL;
  GError *error = NULL;
  GVariantBuilder options;

  request->bus = g_bus_get_finish (result, &error);
  if (request->bus == NULL)
    {
      finish (task, TRANCHE_BACKGROUND_FAILED, error);
      return;
    }
  if (request->is_answered)
    return;

  token = g_strdup_printf ("tranche%u", g_random_int ());
  request->request_path = dup_request_path (request->bus, token);
  subscribe (task);

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason",
                         /* Translators: the desktop shows this where it asks for permission */
                         g_variant_new_string (_ ("Segment clients at night")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (request->autostart));
  g_variant_builder_add (&options, "{sv}", "dbus-activatable", g_variant_new_boolean (FALSE));
  g_variant_builder_add (
      &options, "{sv}", "commandline",
      g_variant_new_strv ((const char *const[]) { "tranche", "--background" }, 2));
  g_dbus_connection_call (request->bus, PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE,
                          "RequestBackground", g_variant_new ("(sa{sv})", "", &options),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, called_cb,
                          g_steal_pointer (&task));
}

void
tranche_background_request_async (gboolean autostart,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->autostart = autostart;
  g_task_set_source_tag (task, tranche_background_request_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  if (cancellable != NULL)
    request->cancelled_id = g_signal_connect_object (cancellable, "cancelled",
                                                     G_CALLBACK (close_request_cb), task, 0);
  g_bus_get (G_BUS_TYPE_SESSION, NULL, connected_cb, g_steal_pointer (&task));
}

TrancheBackgroundAnswer
tranche_background_request_finish (GAsyncResult *result, GError **error)
{
  gssize answer;

  g_return_val_if_fail (g_task_is_valid (result, NULL), TRANCHE_BACKGROUND_FAILED);

  answer = g_task_propagate_int (G_TASK (result), error);
  return answer < 0 ? TRANCHE_BACKGROUND_FAILED : (TrancheBackgroundAnswer) answer;
}

char *
tranche_background_dup_timer_name (const char *path)
{
  g_autoptr (GString) name = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  name = g_string_new ("tranche-nightly@");
  while (*path == G_DIR_SEPARATOR)
    path++;
  for (const char *byte = path; *byte != '\0'; byte++)
    {
      if (*byte == G_DIR_SEPARATOR)
        g_string_append_c (name, '-');
      else if (g_ascii_isalnum (*byte) || strchr (":_", *byte) != NULL
               || (*byte == '.' && byte != path))
        g_string_append_c (name, *byte);
      else
        g_string_append_printf (name, "\\x%02x", (guint) (guchar) *byte);
    }
  g_string_append (name, ".timer");
  return g_string_free_and_steal (g_steal_pointer (&name));
}
