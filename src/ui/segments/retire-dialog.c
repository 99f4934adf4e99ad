/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/retire-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "store/actions/segments.h"
#include "ui/app/window.h"
#include "ui/segments/page-edit.h"
#include "ui/widgets/segment-combo-row.h"

typedef struct
{
  GtkWidget *origin;
  TrancheSession *session;
  TrancheSegment *segment;
  GPtrArray *others;

  /* In the dialog */
  TrancheSegmentComboRow *clients_row;
  TrancheSegmentComboRow *bands_row;
} Retiring;

static void
retiring_free (Retiring *retiring)
{
  g_object_unref (retiring->origin);
  g_object_unref (retiring->session);
  g_object_unref (retiring->segment);
  g_ptr_array_unref (retiring->others);
  g_free (retiring);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Retiring, retiring_free)

typedef struct
{
  gint64 segment_id;
  TrancheDate today;
  TrancheSegmentRetirement retirement;
} Order;

static gboolean
retire_segment (TrancheDatabase *db, gpointer data, GError **error)
{
  const Order *order = data;

  return tranche_segments_set_inactive (db, order->segment_id, &order->retirement, order->today,
                                        NULL, error);
}

static gint64
get_choice (TrancheSegmentComboRow *row)
{
  return row != NULL ? tranche_segment_combo_row_get_chosen (row) : 0;
}

static void
write_order (Retiring *retiring)
{
  Order *order = g_new0 (Order, 1);

  order->segment_id = tranche_record_get_id (TRANCHE_RECORD (retiring->segment));
  order->today = tranche_session_get_today (retiring->session);
  order->retirement.clients_to = get_choice (retiring->clients_row);
  order->retirement.bands_to = get_choice (retiring->bands_row);
  tranche_page_edit (retiring->origin, tranche_session_get_store (retiring->session),
                     retire_segment, order, g_free,
                     /* Translators: %s is a segment */
                     g_strdup_printf (_ ("“%s” made inactive"), retiring->segment->name),
                     _ ("Couldn’t make the segment inactive"));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Retiring) retiring = user_data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (answer, "retire"))
    write_order (retiring);
}

static TrancheSegmentComboRow *
add_choice (Retiring *retiring,
            GtkListBox *list,
            const char *title,
            const char *subtitle,
            const char *none)
{
  GtkWidget *row = tranche_segment_combo_row_new (title, retiring->others, none);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  gtk_list_box_append (list, row);
  return TRANCHE_SEGMENT_COMBO_ROW (row);
}

/* (transfer full): who uses it, and who keeps it whatever is chosen. */
static char *
describe_usage (const TrancheSegmentUsage *usage)
{
  g_autofree char *facts = tranche_segment_usage_to_text (usage);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: %s tells how many clients, strategies and agreements use a segment */
  g_string_append_printf (text, _ ("%s."), facts);
  if (usage->agreements > 0)
    g_string_append_printf (text, " %s", _ ("Agreements keep it."));
  if (usage->assigned > 0)
    g_string_append_printf (text, " %s",
                            _ ("Clients whom a run put there keep it until the next run."));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
ask (Retiring *retiring, const TrancheSegmentUsage *usage)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (NULL, NULL));
  GtkWidget *list = gtk_list_box_new ();
  g_autofree char *body = describe_usage (usage);

  /* Translators: %s is a segment */
  adw_alert_dialog_format_heading (dialog, _ ("Make “%s” Inactive?"), retiring->segment->name);
  adw_alert_dialog_set_body (dialog, body);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  if (usage->overrides > 0)
    retiring->clients_row
        = add_choice (retiring, GTK_LIST_BOX (list), _ ("_Set by hand"), "", _ ("Keep it"));
  if (usage->strategies != NULL && usage->strategies[0] != NULL)
    {
      g_autofree char *names = g_strjoinv (", ", usage->strategies);

      retiring->bands_row = add_choice (retiring, GTK_LIST_BOX (list), _ ("S_trategies"), names,
                                        _ ("Leave it out"));
    }
  if (retiring->clients_row != NULL || retiring->bands_row != NULL)
    adw_alert_dialog_set_extra_child (dialog, list);
  else
    g_object_unref (g_object_ref_sink (list));

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "retire", _ ("Make _Inactive"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (dialog, "retire", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "retire");
  adw_alert_dialog_choose (dialog, retiring->origin, NULL, answered_cb, retiring);
}

typedef struct
{
  gint64 segment_id;
  TrancheDate today;
} Question;

static gboolean
load_usage (TrancheDatabase *db,
            gpointer data,
            GCancellable *cancellable,
            gpointer *result,
            GError **error)
{
  const Question *question = data;

  *result = tranche_segment_usage_load (db, question->segment_id, question->today, error);
  return *result != NULL;
}

static void
usage_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Retiring) retiring = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheSegmentUsage) usage
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (retiring->origin);

  if (root == NULL)
    return;
  if (usage == NULL)
    tranche_window_show_error (TRANCHE_WINDOW (root), _ ("Couldn’t make the segment inactive"),
                               error);
  else if (tranche_segment_usage_is_used (usage))
    ask (g_steal_pointer (&retiring), usage);
  else
    write_order (retiring);
}

void
tranche_retire_segment (GtkWidget *origin,
                        TrancheSession *session,
                        TrancheSegment *segment,
                        GPtrArray *others)
{
  Retiring *retiring;
  Question *question;

  g_return_if_fail (GTK_IS_WIDGET (origin));
  g_return_if_fail (TRANCHE_IS_SESSION (session));
  g_return_if_fail (TRANCHE_IS_SEGMENT (segment));
  g_return_if_fail (others != NULL);

  retiring = g_new0 (Retiring, 1);
  retiring->origin = g_object_ref (origin);
  retiring->session = g_object_ref (session);
  retiring->segment = g_object_ref (segment);
  retiring->others = g_ptr_array_ref (others);
  question = g_new0 (Question, 1);
  question->segment_id = tranche_record_get_id (TRANCHE_RECORD (segment));
  question->today = tranche_session_get_today (session);
  tranche_store_read_async (tranche_session_get_store (session), G_PRIORITY_DEFAULT, load_usage,
                            question, g_free, (GDestroyNotify) tranche_segment_usage_free, NULL,
                            usage_read_cb, retiring);
}
