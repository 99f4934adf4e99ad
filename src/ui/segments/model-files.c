/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/model-files.h"

#include <glib/gi18n.h>

#include "jobs/model-exchange.h"
#include "ui/app/window.h"
#include "ui/segments/import-model-dialog.h"

/* A model is some kilobytes; what is larger isn't one. */
#define GREATEST_SIZE (4 * 1024 * 1024)

typedef struct
{
  TranchePage *page;
  gint64 model_id;
  GFile *file;
  TrancheModelFormat format;
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  g_object_unref (exchange->page);
  g_clear_object (&exchange->file);
  g_free (exchange);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exchange, exchange_free)

static Exchange *
exchange_new (TranchePage *page, gint64 model_id)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->page = g_object_ref (page);
  exchange->model_id = model_id;
  return exchange;
}

static void
fail (Exchange *exchange, const char *summary, const GError *error)
{
  TrancheWindow *window = tranche_page_get_window (exchange->page);

  if (window != NULL && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    tranche_window_show_error (window, summary, error);
}

static GListModel *
create_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  static const struct
  {
    const char *name;
    const char *suffixes[3];
  } kinds[] = {
    { N_ ("Segmentation Models"), { "csv", "json", NULL } },
    { N_ ("Spreadsheets (CSV)"), { "csv", NULL, NULL } },
    { N_ ("JSON Files"), { "json", NULL, NULL } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, _ (kinds[i].name));
      for (guint j = 0; kinds[i].suffixes[j] != NULL; j++)
        gtk_file_filter_add_suffix (filter, kinds[i].suffixes[j]);
      g_list_store_append (filters, filter);
    }
  return G_LIST_MODEL (filters);
}

static GtkFileDialog *
create_dialog (const char *title)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = create_filters ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, filters);
  return dialog;
}

/* Export -------------------------------------------------------------------- */

static gboolean
load_content (TrancheDatabase *db,
              gpointer data,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  const Exchange *exchange = data;
  g_autoptr (TrancheModelContent) content
      = tranche_model_content_load (db, exchange->model_id, error);

  if (content == NULL)
    return FALSE;
  *result = tranche_model_export (content, exchange->format);
  return TRUE;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exchange) exchange = user_data;
  g_autoptr (GError) error = NULL;
  TrancheWindow *window = tranche_page_get_window (exchange->page);

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      fail (exchange, _ ("Couldn’t write the file"), error);
    }
  else if (window != NULL)
    {
      g_autofree char *name = g_file_get_basename (exchange->file);
      g_autofree char *shown = g_filename_display_name (name);
      /* Translators: %s is the name of a file */
      g_autofree char *done = g_strdup_printf (_ ("Model exported to “%s”"), shown);

      tranche_window_add_toast (window, done);
    }
}

static void
content_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (bytes == NULL)
    {
      fail (exchange, _ ("Couldn’t export the model"), error);
      exchange_free (exchange);
      return;
    }
  g_file_replace_contents_bytes_async (exchange->file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       written_cb, exchange);
}

static void
place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exchange) exchange = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  Exchange *question;
  TrancheStore *store;

  exchange->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  if (exchange->file == NULL)
    {
      fail (exchange, _ ("Couldn’t export the model"), error);
      return;
    }
  name = g_file_get_basename (exchange->file);
  if (!tranche_model_format_from_name (name, &exchange->format, &error))
    {
      TrancheWindow *window = tranche_page_get_window (exchange->page);

      if (window != NULL)
        tranche_window_add_toast (window, _ ("The file’s name has to end in “.csv” or “.json”."));
      return;
    }

  question = exchange_new (exchange->page, exchange->model_id);
  question->format = exchange->format;
  /* Asked for first: which argument is evaluated first is the compiler's choice. */
  store = tranche_page_get_store (exchange->page);
  tranche_store_read_async (store, G_PRIORITY_DEFAULT, load_content, question,
                            (GDestroyNotify) exchange_free, (GDestroyNotify) g_bytes_unref, NULL,
                            content_read_cb, g_steal_pointer (&exchange));
}

void
tranche_model_files_export (TranchePage *page, gint64 model_id, const char *model_name)
{
  g_autoptr (GtkFileDialog) dialog = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (TRANCHE_IS_PAGE (page));
  g_return_if_fail (model_name != NULL);

  dialog = create_dialog (_ ("Export Model"));
  name = g_strconcat (model_name, ".csv", NULL);
  g_strdelimit (name, G_DIR_SEPARATOR_S, '-');
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (tranche_page_get_window (page)), NULL, place_chosen_cb,
                        exchange_new (page, model_id));
}

/* Import -------------------------------------------------------------------- */

static void
show_difference (Exchange *exchange, GBytes *bytes)
{
  TrancheWindow *window = tranche_page_get_window (exchange->page);
  g_autoptr (GError) error = NULL;
  TrancheModelContent *wanted = tranche_model_parse (bytes, exchange->format, &error);

  if (window == NULL)
    {
      g_clear_pointer (&wanted, tranche_model_content_free);
      return;
    }
  if (wanted == NULL)
    {
      AdwDialog *dialog = adw_alert_dialog_new (_ ("Can’t Read This File"), error->message);

      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
      adw_dialog_present (dialog, GTK_WIDGET (exchange->page));
      return;
    }
  adw_dialog_present (tranche_import_model_dialog_new (tranche_page_get_session (exchange->page),
                                                       exchange->model_id, wanted),
                      GTK_WIDGET (exchange->page));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exchange) exchange = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (bytes == NULL)
    fail (exchange, _ ("Couldn’t read the file"), error);
  else if (g_bytes_get_size (bytes) >= GREATEST_SIZE && tranche_page_get_window (exchange->page))
    tranche_window_add_toast (tranche_page_get_window (exchange->page),
                              _ ("The file is too large to be a segmentation model."));
  else
    show_difference (exchange, bytes);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exchange) exchange = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream == NULL)
    fail (exchange, _ ("Couldn’t read the file"), error);
  else
    g_input_stream_read_bytes_async (G_INPUT_STREAM (stream), GREATEST_SIZE, G_PRIORITY_DEFAULT,
                                     NULL, read_cb, g_steal_pointer (&exchange));
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exchange) exchange = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  GFile *file;

  exchange->file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);
  if (exchange->file == NULL)
    {
      fail (exchange, _ ("Couldn’t import the model"), error);
      return;
    }
  name = g_file_get_basename (exchange->file);
  if (!tranche_model_format_from_name (name, &exchange->format, &error))
    {
      if (tranche_page_get_window (exchange->page) != NULL)
        tranche_window_add_toast (tranche_page_get_window (exchange->page),
                                  _ ("Choose a file whose name ends in “.csv” or “.json”."));
      return;
    }
  file = exchange->file;
  g_file_read_async (file, G_PRIORITY_DEFAULT, NULL, opened_cb, g_steal_pointer (&exchange));
}

void
tranche_model_files_import (TranchePage *page, gint64 model_id)
{
  g_autoptr (GtkFileDialog) dialog = NULL;

  g_return_if_fail (TRANCHE_IS_PAGE (page));

  dialog = create_dialog (_ ("Import Model"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (tranche_page_get_window (page)), NULL, file_chosen_cb,
                        exchange_new (page, model_id));
}
