/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/documents/document-preview.h"

#include <glib/gi18n.h>
#include <math.h>

/* Pixels around and between pages. */
#define MARGIN 24
#define NARROW_MARGIN 9
#define NARROW_WIDTH 500
/* Pixels a point at the paper's own size. */
#define ACTUAL_SIZE (96.0 / 72.0)
#define LARGEST_FIT (1.25 * ACTUAL_SIZE)
#define N_TEXTURES 6
/* Beyond this a page is drawn anew each time rather than kept. */
#define MOST_PIXELS (12 * 1000 * 1000)

typedef struct
{
  guint layout;
  guint page;
  double width; /* points */
  double height;
  double top; /* points of the pages above it */
} Sheet;

typedef struct
{
  guint sheet;
  double scale;
  GdkTexture *texture;
} KeptTexture;

struct _TrancheDocumentPreview
{
  GtkWidget parent_instance;

  /* Owned */
  TrancheTypesetter *typesetter;
  GPtrArray *waiting; /* documents, laid out up to n_laid_out */
  GPtrArray *layouts;
  GArray *sheets;
  GQueue textures; /* KeptTexture, latest first */
  GtkAdjustment *vadjustment;

  guint n_laid_out;
  guint idle_id;
  double zoom; /* pixels a point; 0: fits */
  double widest;
  double total; /* points, without margins */
  guint page;
};

enum
{
  PROP_0,
  PROP_PAGE,
  PROP_N_PAGES,
  PROP_ZOOM,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const double zoom_steps[] = { 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0 };

G_DEFINE_FINAL_TYPE (TrancheDocumentPreview, tranche_document_preview, GTK_TYPE_WIDGET)

static int
get_margin (int width)
{
  return width > 0 && width < NARROW_WIDTH ? NARROW_MARGIN : MARGIN;
}

static double
get_scale (TrancheDocumentPreview *self, int width)
{
  double room = width - 2 * get_margin (width);

  if (self->zoom > 0)
    return self->zoom;
  if (self->widest <= 0)
    return ACTUAL_SIZE;
  return CLAMP (room / self->widest, 0.1, LARGEST_FIT);
}

static double
get_current_scale (TrancheDocumentPreview *self)
{
  return get_scale (self, gtk_widget_get_width (GTK_WIDGET (self)));
}

static double
get_sheet_top (TrancheDocumentPreview *self, guint position, double scale, int margin)
{
  const Sheet *sheet = &g_array_index (self->sheets, Sheet, position);

  return sheet->top * scale + (position + 1.0) * margin;
}

static void
kept_texture_free (KeptTexture *kept)
{
  g_object_unref (kept->texture);
  g_free (kept);
}

static void
clear_textures (TrancheDocumentPreview *self)
{
  g_queue_clear_full (&self->textures, (GDestroyNotify) kept_texture_free);
}

/* The sheet that stands at @y, or the next one below. */
static guint
find_sheet (TrancheDocumentPreview *self, double y, double scale, int margin)
{
  guint low = 0, high = self->sheets->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Sheet *sheet = &g_array_index (self->sheets, Sheet, middle);

      if (get_sheet_top (self, middle, scale, margin) + sheet->height * scale < y)
        low = middle + 1;
      else
        high = middle;
    }
  return MIN (low, self->sheets->len > 0 ? self->sheets->len - 1 : 0);
}

static void
describe_page (TrancheDocumentPreview *self)
{
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;

  gboolean draft = FALSE;

  if (self->page > 0)
    {
      const Sheet *sheet = &g_array_index (self->sheets, Sheet, self->page - 1);
      TrancheLayout *layout = g_ptr_array_index (self->layouts, sheet->layout);

      text = tranche_layout_get_page_text (layout, sheet->page);
      draft = tranche_document_get_draft (tranche_layout_get_document (layout));
    }
  label = g_strdup_printf (draft ? _ ("Preview of a draft, page %u of %u")
                                 : _ ("Preview, page %u of %u"),
                           self->page, self->sheets->len);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "",
                                  -1);
}

/* The page that takes the upper middle of what can be seen. */
static void
update_page (TrancheDocumentPreview *self)
{
  guint page = 0;

  if (self->sheets->len > 0)
    {
      int width = gtk_widget_get_width (GTK_WIDGET (self));
      double y = 0;

      if (self->vadjustment != NULL)
        y = gtk_adjustment_get_value (self->vadjustment)
            + gtk_adjustment_get_page_size (self->vadjustment) / 3;
      page = find_sheet (self, y, get_current_scale (self), get_margin (width)) + 1;
    }

  if (self->page != page)
    {
      self->page = page;
      describe_page (self);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
    }
}

static void
scrolled_cb (TrancheDocumentPreview *self)
{
  update_page (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
add_layout (TrancheDocumentPreview *self, TrancheDocument *document)
{
  TrancheLayout *layout = tranche_layout_new (self->typesetter, document);
  Sheet sheet = { .layout = self->layouts->len };
  guint n_pages = tranche_layout_get_n_pages (layout);

  g_ptr_array_add (self->layouts, layout);
  tranche_layout_get_page_size (layout, &sheet.width, &sheet.height);
  self->widest = MAX (self->widest, sheet.width);
  for (sheet.page = 0; sheet.page < n_pages; sheet.page++)
    {
      sheet.top = self->total;
      self->total += sheet.height;
      g_array_append_val (self->sheets, sheet);
    }
}

static gboolean
lay_out_next_cb (gpointer user_data)
{
  TrancheDocumentPreview *self = user_data;

  add_layout (self, g_ptr_array_index (self->waiting, self->n_laid_out++));
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_PAGES]);
  if (self->n_laid_out < self->waiting->len)
    return G_SOURCE_CONTINUE;
  self->idle_id = 0;
  return G_SOURCE_REMOVE;
}

static GdkTexture *
draw_texture (TrancheLayout *layout, const Sheet *sheet, double scale)
{
  int width = (int) ceil (sheet->width * scale);
  int height = (int) ceil (sheet->height * scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cairo = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  gsize stride;

  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_scale (cairo, scale, scale);
  tranche_layout_render_page (layout, sheet->page, cairo);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  stride = (gsize) cairo_image_surface_get_stride (surface);
  bytes
      = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                    (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (
      width, height, G_BYTE_ORDER == G_LITTLE_ENDIAN ? GDK_MEMORY_B8G8R8X8 : GDK_MEMORY_X8R8G8B8,
      bytes, stride);
}

/* (transfer none): from the few kept, or drawn now; NULL for a page too large to keep. */
static GdkTexture *
get_texture (TrancheDocumentPreview *self, guint position, double scale)
{
  const Sheet *sheet = &g_array_index (self->sheets, Sheet, position);
  KeptTexture *kept;

  for (GList *link = self->textures.head; link != NULL; link = link->next)
    {
      kept = link->data;
      if (kept->sheet == position && kept->scale == scale)
        {
          g_queue_unlink (&self->textures, link);
          g_queue_push_head_link (&self->textures, link);
          return kept->texture;
        }
    }

  if (sheet->width * scale * sheet->height * scale > MOST_PIXELS)
    return NULL;

  kept = g_new0 (KeptTexture, 1);
  kept->sheet = position;
  kept->scale = scale;
  kept->texture = draw_texture (g_ptr_array_index (self->layouts, sheet->layout), sheet, scale);
  g_queue_push_head (&self->textures, kept);
  if (self->textures.length > N_TEXTURES)
    kept_texture_free (g_queue_pop_tail (&self->textures));
  return kept->texture;
}

static void
snapshot_large_sheet (TrancheDocumentPreview *self,
                      GtkSnapshot *snapshot,
                      const Sheet *sheet,
                      const graphene_rect_t *bounds,
                      double scale)
{
  cairo_t *cairo;

  gtk_snapshot_append_color (snapshot, &(const GdkRGBA) { 1, 1, 1, 1 }, bounds);
  cairo = gtk_snapshot_append_cairo (snapshot, bounds);
  cairo_translate (cairo, bounds->origin.x, bounds->origin.y);
  cairo_scale (cairo, scale, scale);
  tranche_layout_render_page (g_ptr_array_index (self->layouts, sheet->layout), sheet->page, cairo);
  cairo_destroy (cairo);
}

static void
snapshot_sheet (TrancheDocumentPreview *self,
                GtkSnapshot *snapshot,
                guint position,
                const graphene_rect_t *bounds,
                double scale)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  GskRoundedRect outline;
  GdkTexture *texture;

  gsk_rounded_rect_init_from_rect (&outline, bounds, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(const GdkRGBA) { .alpha = 0.25f }, 0, 1,
                                     1, 4);
  texture = get_texture (self, position, scale * factor);
  if (texture != NULL)
    gtk_snapshot_append_texture (snapshot, texture, bounds);
  else
    snapshot_large_sheet (self, snapshot, &g_array_index (self->sheets, Sheet, position), bounds,
                          scale);
}

static void
tranche_document_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TrancheDocumentPreview *self = TRANCHE_DOCUMENT_PREVIEW (widget);
  int width = gtk_widget_get_width (widget);
  int margin = get_margin (width);
  double scale = get_current_scale (self);
  double from = 0, until = gtk_widget_get_height (widget);

  if (self->vadjustment != NULL)
    {
      from = gtk_adjustment_get_value (self->vadjustment);
      until = from + gtk_adjustment_get_page_size (self->vadjustment);
    }

  for (guint i = find_sheet (self, from, scale, margin); i < self->sheets->len; i++)
    {
      const Sheet *sheet = &g_array_index (self->sheets, Sheet, i);
      double top = floor (get_sheet_top (self, i, scale, margin));
      graphene_rect_t bounds
          = GRAPHENE_RECT_INIT ((float) floor ((width - sheet->width * scale) / 2), (float) top,
                                (float) (sheet->width * scale), (float) (sheet->height * scale));

      if (top > until)
        break;
      snapshot_sheet (self, snapshot, i, &bounds, scale);
    }
}

static GtkSizeRequestMode
tranche_document_preview_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tranche_document_preview_measure (GtkWidget *widget,
                                  GtkOrientation orientation,
                                  int for_size,
                                  int *minimum,
                                  int *natural,
                                  int *minimum_baseline,
                                  int *natural_baseline)
{
  TrancheDocumentPreview *self = TRANCHE_DOCUMENT_PREVIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural
          = (int) ceil (self->widest * (self->zoom > 0 ? self->zoom : ACTUAL_SIZE)) + 2 * MARGIN;
      *minimum = self->zoom > 0 ? *natural : 2 * NARROW_MARGIN;
    }
  else
    {
      int width = for_size > 0 ? for_size : gtk_widget_get_width (widget);
      double scale = get_scale (self, width);

      *minimum = *natural
          = (int) MIN (ceil (self->total * scale) + (self->sheets->len + 1.0) * get_margin (width),
                       G_MAXINT / 4);
    }
}

static void
tranche_document_preview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TrancheDocumentPreview *self = TRANCHE_DOCUMENT_PREVIEW (widget);

  update_page (self);
}

static void
release_adjustment (TrancheDocumentPreview *self)
{
  if (self->vadjustment == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->vadjustment, scrolled_cb, self);
  g_clear_object (&self->vadjustment);
}

static void
tranche_document_preview_root (GtkWidget *widget)
{
  TrancheDocumentPreview *self = TRANCHE_DOCUMENT_PREVIEW (widget);
  GtkWidget *window;

  GTK_WIDGET_CLASS (tranche_document_preview_parent_class)->root (widget);

  window = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  if (window == NULL)
    return;
  self->vadjustment
      = g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window)));
  g_signal_connect_swapped (self->vadjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (self->vadjustment, "changed", G_CALLBACK (scrolled_cb), self);
}

static void
tranche_document_preview_unroot (GtkWidget *widget)
{
  release_adjustment (TRANCHE_DOCUMENT_PREVIEW (widget));

  GTK_WIDGET_CLASS (tranche_document_preview_parent_class)->unroot (widget);
}

static gboolean
go_by_page (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  TrancheDocumentPreview *self = TRANCHE_DOCUMENT_PREVIEW (widget);
  int margin = get_margin (gtk_widget_get_width (widget));
  int target = (int) self->page - 1 + g_variant_get_int32 (parameter);

  if (self->vadjustment == NULL || self->page == 0 || target < 0
      || target >= (int) self->sheets->len)
    return FALSE;
  gtk_adjustment_set_value (self->vadjustment,
                            get_sheet_top (self, (guint) target, get_current_scale (self), margin)
                                - margin);
  return TRUE;
}

static void
clear (TrancheDocumentPreview *self)
{
  g_clear_handle_id (&self->idle_id, g_source_remove);
  clear_textures (self);
  g_array_set_size (self->sheets, 0);
  g_ptr_array_set_size (self->layouts, 0);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  self->n_laid_out = 0;
  self->widest = 0;
  self->total = 0;
}

static void
tranche_document_preview_dispose (GObject *object)
{
  TrancheDocumentPreview *self = TRANCHE_DOCUMENT_PREVIEW (object);

  release_adjustment (self);
  clear (self);

  G_OBJECT_CLASS (tranche_document_preview_parent_class)->dispose (object);
}

static void
tranche_document_preview_finalize (GObject *object)
{
  TrancheDocumentPreview *self = TRANCHE_DOCUMENT_PREVIEW (object);

  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  g_clear_pointer (&self->sheets, g_array_unref);
  g_clear_pointer (&self->typesetter, tranche_typesetter_unref);

  G_OBJECT_CLASS (tranche_document_preview_parent_class)->finalize (object);
}

static void
tranche_document_preview_get_property (GObject *object,
                                       guint property_id,
                                       GValue *value,
                                       GParamSpec *pspec)
{
  TrancheDocumentPreview *self = TRANCHE_DOCUMENT_PREVIEW (object);

  switch (property_id)
    {
    case PROP_PAGE:
      g_value_set_uint (value, self->page);
      break;
    case PROP_N_PAGES:
      g_value_set_uint (value, self->sheets->len);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, tranche_document_preview_get_zoom (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_document_preview_class_init (TrancheDocumentPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = tranche_document_preview_dispose;
  object_class->finalize = tranche_document_preview_finalize;
  object_class->get_property = tranche_document_preview_get_property;
  widget_class->snapshot = tranche_document_preview_snapshot;
  widget_class->get_request_mode = tranche_document_preview_get_request_mode;
  widget_class->measure = tranche_document_preview_measure;
  widget_class->size_allocate = tranche_document_preview_size_allocate;
  widget_class->root = tranche_document_preview_root;
  widget_class->unroot = tranche_document_preview_unroot;

  props[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_N_PAGES] = g_param_spec_uint ("n-pages", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0, 100, 1, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, go_by_page, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, go_by_page, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Page_Down, 0, go_by_page, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Page_Up, 0, go_by_page, "i", -1);

  gtk_widget_class_set_css_name (widget_class, "document-preview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
pressed_cb (TrancheDocumentPreview *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
tranche_document_preview_init (TrancheDocumentPreview *self)
{
  GtkGesture *click;

  self->typesetter = tranche_typesetter_new ();
  self->layouts = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_layout_free);
  self->sheets = g_array_new (FALSE, FALSE, sizeof (Sheet));
  g_queue_init (&self->textures);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  /* Page Up and Page Down work where was clicked. */
  click = gtk_gesture_click_new ();
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
tranche_document_preview_new (void)
{
  return g_object_new (TRANCHE_TYPE_DOCUMENT_PREVIEW, NULL);
}

void
tranche_document_preview_set_documents (TrancheDocumentPreview *self, GPtrArray *documents)
{
  g_return_if_fail (TRANCHE_IS_DOCUMENT_PREVIEW (self));
  g_return_if_fail (documents != NULL);

  clear (self);
  self->waiting = g_ptr_array_ref (documents);
  if (documents->len > 0)
    add_layout (self, g_ptr_array_index (documents, self->n_laid_out++));
  if (documents->len > 1)
    self->idle_id = g_idle_add_full (G_PRIORITY_LOW, lay_out_next_cb, self, NULL);

  self->page = 0;
  update_page (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_PAGES]);
}

guint
tranche_document_preview_get_page (TrancheDocumentPreview *self)
{
  g_return_val_if_fail (TRANCHE_IS_DOCUMENT_PREVIEW (self), 0);

  return self->page;
}

guint
tranche_document_preview_get_n_pages (TrancheDocumentPreview *self)
{
  g_return_val_if_fail (TRANCHE_IS_DOCUMENT_PREVIEW (self), 0);

  return self->sheets->len;
}

static void
set_zoom (TrancheDocumentPreview *self, double zoom)
{
  if (self->zoom == zoom)
    return;

  self->zoom = zoom;
  clear_textures (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
}

void
tranche_document_preview_zoom_in (TrancheDocumentPreview *self)
{
  double zoom;

  g_return_if_fail (TRANCHE_IS_DOCUMENT_PREVIEW (self));

  zoom = tranche_document_preview_get_zoom (self);
  for (guint i = 0; i < G_N_ELEMENTS (zoom_steps); i++)
    {
      if (zoom_steps[i] > zoom + 0.01)
        {
          set_zoom (self, zoom_steps[i] * ACTUAL_SIZE);
          return;
        }
    }
}

void
tranche_document_preview_zoom_out (TrancheDocumentPreview *self)
{
  double zoom;

  g_return_if_fail (TRANCHE_IS_DOCUMENT_PREVIEW (self));

  zoom = tranche_document_preview_get_zoom (self);
  for (guint i = G_N_ELEMENTS (zoom_steps); i > 0; i--)
    {
      if (zoom_steps[i - 1] < zoom - 0.01)
        {
          set_zoom (self, zoom_steps[i - 1] * ACTUAL_SIZE);
          return;
        }
    }
}

void
tranche_document_preview_zoom_to_fit (TrancheDocumentPreview *self)
{
  g_return_if_fail (TRANCHE_IS_DOCUMENT_PREVIEW (self));

  set_zoom (self, 0);
}

double
tranche_document_preview_get_zoom (TrancheDocumentPreview *self)
{
  g_return_val_if_fail (TRANCHE_IS_DOCUMENT_PREVIEW (self), 1);

  return get_current_scale (self) / ACTUAL_SIZE;
}
