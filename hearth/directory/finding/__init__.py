"""Understanding what people type, and finding what they mean."""
