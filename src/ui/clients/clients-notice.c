/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/clients-notice.h"

#include <glib/gi18n.h>

#include "store/queries/client-notice.h"
#include "ui/app/error-message.h"
#include "ui/clients/clients-words.h"

struct _TrancheClientsNotice
{
  AdwBin parent_instance;

  AdwBanner *banner;
  TrancheSession *session;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TrancheClientsNotice, tranche_clients_notice, ADW_TYPE_BIN)

static gboolean
load_notice (TrancheDatabase *db,
             gpointer data,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  TrancheClientNotice notice;

  if (!tranche_client_notice_load (db, *(gint64 *) data, &notice, error))
    return FALSE;

  *result = g_memdup2 (&notice, sizeof notice);
  return TRUE;
}

static void
notice_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheClientsNotice) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree TrancheClientNotice *notice
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (notice == NULL)
    {
      if (!tranche_error_is_cancelled (error))
        g_message ("Whether segmentation is stale can’t be read: %s", error->message);
      return;
    }

  if (notice->is_stale)
    {
      text = tranche_clients_words_describe_notice (notice);
      adw_banner_set_title (self->banner, text);
    }
  adw_banner_set_revealed (self->banner, notice->is_stale);
}

static void
read_notice (TrancheClientsNotice *self)
{
  gint64 office_id = tranche_session_get_office_id (self->session);

  tranche_store_read_async (tranche_session_get_store (self->session), G_PRIORITY_DEFAULT_IDLE,
                            load_notice, g_memdup2 (&office_id, sizeof office_id), g_free, g_free,
                            self->cancellable, notice_loaded_cb, g_object_ref (self));
}

static void
tranche_clients_notice_dispose (GObject *object)
{
  TrancheClientsNotice *self = TRANCHE_CLIENTS_NOTICE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tranche_clients_notice_parent_class)->dispose (object);
}

static void
tranche_clients_notice_finalize (GObject *object)
{
  g_clear_object (&TRANCHE_CLIENTS_NOTICE (object)->cancellable);

  G_OBJECT_CLASS (tranche_clients_notice_parent_class)->finalize (object);
}

static void
tranche_clients_notice_class_init (TrancheClientsNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tranche_clients_notice_dispose;
  G_OBJECT_CLASS (klass)->finalize = tranche_clients_notice_finalize;
}

static void
tranche_clients_notice_init (TrancheClientsNotice *self)
{
  self->cancellable = g_cancellable_new ();
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_button_label (self->banner, _ ("_Run Segmentation"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner), "win.run-segmentation");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}

void
tranche_clients_notice_watch (TrancheClientsNotice *self, TrancheSession *session)
{
  g_return_if_fail (TRANCHE_IS_CLIENTS_NOTICE (self));
  g_return_if_fail (TRANCHE_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::office-id", G_CALLBACK (read_notice), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tranche_session_get_store (session), "changed", G_CALLBACK (read_notice),
                           self, G_CONNECT_SWAPPED);
  read_notice (self);
}
